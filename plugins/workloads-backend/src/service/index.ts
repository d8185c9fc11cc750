export { AuthorizedWorkloadService } from './AuthorizedWorkloadService';
export { DefaultWorkloadService } from './DefaultWorkloadService';
export { toWorkload } from './toWorkload';
export type { ListOptions, UserOptions, WorkloadService } from './types';
