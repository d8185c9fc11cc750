export { accountsServiceRef } from './accountsServiceRef';
export { AccountsSlot } from './AccountsSlot';
export type {
  AccountHealth,
  AccountKind,
  AccountsService,
  LinkedAccount,
  RcloneRemote,
  SecretUse,
} from './AccountsService';
