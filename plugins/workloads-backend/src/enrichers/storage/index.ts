export { ConfiguredAccounts } from './ConfiguredAccounts';
export { Storages } from './Storages';
export { StorageEnricher } from './StorageEnricher';
