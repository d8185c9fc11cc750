export { DatasetDirectory } from './DatasetDirectory';
export { DatasetService } from './DatasetService';
export { DatasetStore } from './DatasetStore';
export { IMPORTED, ImportedSource } from './ImportedSource';
