export { importMetadata, readableProfiles } from './importMetadata';
export type { Reading } from './types';
export { Unreadable } from './Unreadable';
