export { checkAsset, type CheckHint } from './checkAsset';
export { ai4VersionOf } from './checkAi4';
export { OWN_FORMAT, toOwnFile } from './checkOwn';
export { manifestProblems } from './manifestProblems';
export { meantBy } from './meantBy';
export { mendAsset, type MendedAsset } from './mendAsset';
export { migrateAsset, type MigratedAsset } from './migrateAsset';
export { bareDoi, UNTITLED, vocabulary } from './migrate';
export { strangeKeyOf } from './findMarks';
export { MAX_METADATA_LENGTH, readText } from './readText';
export type { ReadText, ReadTextOptions } from './readText';
export {
  ai4Terms,
  ai4Versions,
  validateAi4,
  validateAssetSpec,
  type Ai4Version,
} from './schemas';
