export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { denied, requireCreate } from './denied';
export { findEndpoint } from './findEndpoint';
export { eachOfGroup } from './groups';
export { toWorkload } from './toWorkload';
export type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
