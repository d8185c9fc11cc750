export { catalogueOf } from './catalogue';
export type { CataloguePage } from './catalogue';
export { describeAsset, documentOf, gapsIn, profilesFor } from './describe';
export type { Description } from './describe';
export { expand, prefixes, toJsonLd, toTurtle } from './graph';
export { assetFields, forgotten } from './mapping';
export type { Json, JsonObject, Mapping, Row, Subject } from './mapping';
export { profiles } from './profiles';
export type { Profile, ProfileFormat } from './types';
