export { findLaunchable, type Launchable } from './findLaunchable';
export {
  findLauncher,
  findOwner,
  findPerson,
  findWhoMay,
  type PersonParts,
} from './findPerson';
export { LaunchSites } from './LaunchSites';
export { findSite, place, type NamedSite } from './place';
export {
  askedBy,
  holdToQuotas,
  measureQuotas,
  turnsOf,
  type Asked,
} from './quotas';
export {
  beginLaunch,
  finishLaunch,
  type BegunLaunch,
  type LaunchParts,
  type Prepared,
} from './prepare';
export { makeSlug, readLabel } from './slug';
export type { Person, UserOptions } from './types';
