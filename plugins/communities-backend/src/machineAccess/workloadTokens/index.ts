export { followServiceAccounts } from './followServiceAccounts';
export { WorkloadTokens } from './WorkloadTokens';
