export { Desk } from './Desk';
export { startStorageBench, ACCOUNT, ODD_NAME } from './startStorageBench';
export { itCopiesStorages } from './itCopiesStorages';
export { DoiProxy } from './DoiProxy';
export { itFetchesDatasets } from './itFetchesDatasets';
export { itMountsStorages } from './itMountsStorages';
export { reader, readerOf } from './reader';
export { Repository } from './Repository';
