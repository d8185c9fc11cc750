export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { idleFilesFate } from './filesFate';
export { findEndpoint } from './findEndpoint';
export { eachOfGroup } from './groups';
export { Powers } from './Powers';
export { toWorkload } from './toWorkload';
export type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
