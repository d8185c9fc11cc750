export { connect } from './connect';
export { DatabaseLogStore } from './DatabaseLogStore';
export { DatabaseNoticeStore, type Notice } from './DatabaseNoticeStore';
export { DatabasePassStore } from './DatabasePassStore';
export {
  DatabaseRunStore,
  type Foretelling,
  type LivingRun,
} from './DatabaseRunStore';
export { DatabaseWorkloadStore } from './DatabaseWorkloadStore';
export { notReady } from './types';
export type {
  EndpointPass,
  HeldQuery,
  KeptLog,
  ListQuery,
  LogStore,
  NewWorkload,
  PassStore,
  SpecSummary,
  WorkloadChange,
  WorkloadFilter,
  WorkloadRecord,
  WorkloadStore,
} from './types';
