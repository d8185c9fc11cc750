export { DoiProxy } from './DoiProxy';
export { itFetchesDatasets } from './itFetchesDatasets';
export { reader } from './reader';
export { Repository } from './Repository';
