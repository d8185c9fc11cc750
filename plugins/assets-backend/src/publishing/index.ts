export { Catalogue } from './Catalogue';
export { openPublishing } from './openPublishing';
export { Publisher } from './Publisher';
export { PUBLISHED } from './PublishedSource';
