export { inAbsence } from './inAbsence';
export { Jobs } from './Jobs';
