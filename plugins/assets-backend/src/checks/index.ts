export { Checks } from './Checks';
export { Hooks } from './Hooks';
export { openChecks } from './openChecks';
export { RunStore } from './RunStore';
