export { completeness, type Completeness } from './completeness';
export {
  metadataFields,
  type MetadataField,
  type MetadataFormat,
} from './fields';
export {
  fieldsOf,
  formatOf,
  kindOf,
  notWritten,
  otherTyped,
  readValues,
  writeValues,
  type MetadataValues,
} from './form';
