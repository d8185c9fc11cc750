export { Catalogue } from './Catalogue';
export { openPublishing, type Publishing } from './openPublishing';
export { Proposals } from './Proposals';
export { Publisher } from './Publisher';
export { PUBLISHED } from './PublishedSource';
export { Registrar } from './Registrar';
