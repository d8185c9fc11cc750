export { AnnouncedDowntimes } from './AnnouncedDowntimes';
export { AuthorizedDowntimes } from './AuthorizedDowntimes';
export type { Downtimes } from './types';
