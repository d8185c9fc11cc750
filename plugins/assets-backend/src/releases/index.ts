export { openReleases } from './openReleases';
export type { Releases } from './Releases';
