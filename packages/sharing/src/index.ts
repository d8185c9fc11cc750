export {
  addShareRoutes,
  type SharePart,
  type ShareRouteParts,
} from './addShareRoutes';
export { DatabaseSaidStore, type SaidStore } from './DatabaseSaidStore';
export {
  DatabaseShareStore,
  isPresent,
  removeShares,
  type HeldShare,
} from './DatabaseShareStore';
export { isPerson } from './subjects';
export {
  OwnShares,
  type Asking,
  type OwnedThing,
  type ThingsOfRoom,
} from './OwnShares';
export { PresentPeople } from './PresentPeople';
export { roleTooLow } from './refusals';
export { ShareNotices } from './ShareNotices';
export { StandingUnknownError } from './StandingUnknownError';
