export { PresentPeople, type StandingConfig } from './PresentPeople';
export { Standing } from './Standing';
export { Watch } from './Watch';
export { StandingUnknownError } from './StandingUnknownError';
