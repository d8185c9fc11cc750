export { IngressDesk } from './IngressDesk';
export { readPassedOn, readQuestion } from './readPassedOn';
