export { asSeen, isPerson, withoutValues } from './asSeen';
export { OwnShares } from './OwnShares';
export { roleTooLow } from './refusals';
export { Relations, type Thing } from './Relations';
export { ShareNotices } from './ShareNotices';
