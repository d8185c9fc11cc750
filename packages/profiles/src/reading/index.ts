export {
  importMetadata,
  readableProfiles,
  readMetadata,
} from './importMetadata';
export type { Reading } from './types';
export { Unreadable } from './Unreadable';
