export { ConfiguredAccounts } from './ConfiguredAccounts';
export { Storages } from './Storages';
export { STORAGE_VARIABLE, StorageEnricher } from './StorageEnricher';
