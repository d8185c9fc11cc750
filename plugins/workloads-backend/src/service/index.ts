export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { toWorkload } from './toWorkload';
export type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
