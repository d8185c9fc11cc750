export { ExternalSource } from './ExternalSource';
export { externalCatalogues } from './catalogues';
export type { ExternalConfig } from './types';
