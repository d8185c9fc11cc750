export { Desk } from './Desk';
export { itCopiesStorages } from './itCopiesStorages';
export { DoiProxy } from './DoiProxy';
export { itFetchesDatasets } from './itFetchesDatasets';
export { itMountsStorages } from './itMountsStorages';
export { reader } from './reader';
export { Repository } from './Repository';
