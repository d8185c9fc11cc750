export { Standing, type StandingConfig } from './Standing';
export { Watch } from './Watch';
