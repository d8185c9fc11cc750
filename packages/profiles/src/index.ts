export { catalogueOf } from './catalogue';
export type { CataloguePage } from './catalogue';
export { describeAsset, gapsIn, profilesFor } from './describe';
export type { Description } from './describe';
export type { Json, JsonObject, Mapping, Row, Subject } from './mapping';
export { profiles } from './profiles';
export { toYaml } from './profiles/formats';
export {
  importMetadata,
  readableProfiles,
  readMetadata,
  Unreadable,
} from './reading';
export {
  provenanceOf,
  type Deed,
  type DeedProduct,
  type ProvenanceSubject,
} from './provenance';
export type { Profile, ProfileFormat } from './types';
