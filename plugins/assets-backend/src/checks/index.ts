export { Checks } from './Checks';
export { Hooks } from './Hooks';
export { openChecks } from './openChecks';
export { checkedOf, RunStore } from './RunStore';
