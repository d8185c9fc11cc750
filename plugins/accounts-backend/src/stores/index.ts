export { StoreAwayError, VersionError } from './errors';
export { openStore } from './openStore';
export { secretPath, segmentOf } from './path';
export type {
  SecretData,
  SecretPath,
  SecretStore,
  StoreHealth,
} from './SecretStore';
