export { readVaultConfig } from './readVaultConfig';
export { VaultSecretStore } from './VaultSecretStore';
