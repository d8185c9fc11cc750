export { asSeen, withoutValues } from './asSeen';
export { openShares, type WorkloadShares } from './openShares';
export { Relations, type Thing } from './Relations';
