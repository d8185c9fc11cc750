export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { isGranted, requireCreate, requireGranted } from './decisions';
export { idleFilesFate } from './filesFate';
export { findEndpoint } from './findEndpoint';
export { eachOfGroup } from './groups';
export { toWorkload } from './toWorkload';
export type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
