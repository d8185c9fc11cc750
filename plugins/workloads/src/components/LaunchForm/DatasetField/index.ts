export { DatasetField } from './DatasetField';
