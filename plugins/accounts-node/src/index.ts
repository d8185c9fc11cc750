export { accountsServiceRef } from './accountsServiceRef';
export { AccountsSlot } from './AccountsSlot';
export type {
  AccountHealth,
  AccountKind,
  AccountTrouble,
} from '@astrolabe/plugin-accounts-common';
export type {
  AccountsService,
  ArchiveAccess,
  ForgeAccess,
  LinkedAccount,
  LinkedAccountList,
  ObjectSecrets,
  Probed,
  RcloneRemote,
  RegistryAccess,
  RemotePurpose,
  SecretState,
  SecretUse,
  StorageProbe,
} from './AccountsService';
