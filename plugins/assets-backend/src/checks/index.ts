export { Checks } from './Checks';
export { openChecks } from './openChecks';
