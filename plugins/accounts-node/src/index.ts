export { accountsServiceRef } from './accountsServiceRef';
export { AccountsSlot } from './AccountsSlot';
export type {
  AccountHealth,
  AccountKind,
} from '@astrolabe/plugin-accounts-common';
export type {
  AccountsService,
  LinkedAccount,
  LinkedAccountList,
  ObjectSecrets,
  RcloneRemote,
  RemotePurpose,
  SecretState,
  SecretUse,
} from './AccountsService';
