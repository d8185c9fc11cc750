export { ConfiguredAccounts } from './ConfiguredAccounts';
export { SecretsOf, type SecretsOwner } from './SecretsOf';
export { Storages } from './Storages';
export { StorageEnricher } from './StorageEnricher';
