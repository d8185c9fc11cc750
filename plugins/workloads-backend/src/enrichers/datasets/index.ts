export { readDatasetOptions, type DatasetOptions } from './config';
export { DatasetEnricher } from './DatasetEnricher';
