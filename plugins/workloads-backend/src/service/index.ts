export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { requireCreate } from './denied';
export { eachOfGroup } from './groups';
export { toWorkload } from './toWorkload';
export type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
