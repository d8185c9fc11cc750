export { PresentPeople, type StandingConfig } from './PresentPeople';
export { Standing } from './Standing';
export { StandingUnknownError } from './StandingUnknownError';
