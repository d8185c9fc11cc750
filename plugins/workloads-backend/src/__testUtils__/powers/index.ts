export { expectedOutcome, type Subject } from './expectedOutcome';
export { operations, type Operation, type Thing } from './operations';
export { TwoCommunities } from './TwoCommunities';
