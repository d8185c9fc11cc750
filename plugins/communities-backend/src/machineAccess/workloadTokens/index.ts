export { readServiceAccounts } from './readServiceAccounts';
export { WorkloadTokens } from './WorkloadTokens';
