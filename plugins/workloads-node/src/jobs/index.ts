export type { Job, JobsService } from './JobsService';
export { JobsSlot } from './JobsSlot';
export { jobsServiceRef } from './jobsServiceRef';
