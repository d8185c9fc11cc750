export { ConfiguredAccounts } from './ConfiguredAccounts';
export { readCopyBackSeconds } from './config';
export { Storages } from './Storages';
export { STORAGE_VARIABLE, StorageEnricher } from './StorageEnricher';
