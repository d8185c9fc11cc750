export { connect } from './connect';
export { DatabaseActivityStore, type Activity } from './DatabaseActivityStore';
export { DatabaseArtefactStore } from './DatabaseArtefactStore';
export { DatabaseChores } from './DatabaseChores';
export {
  DatabaseDowntimeStore,
  type DowntimeNotice,
} from './DatabaseDowntimeStore';
export { DatabaseLogStore } from './DatabaseLogStore';
export { DatabaseNoticeStore, type Notice } from './DatabaseNoticeStore';
export { DatabasePassStore } from './DatabasePassStore';
export { DatabasePasswordStore } from './DatabasePasswordStore';
export {
  DatabaseRunStore,
  type Foretelling,
  type LivingRun,
} from './DatabaseRunStore';
export { DatabaseSnapshotStore } from './DatabaseSnapshotStore';
export { DatabaseUsageStore, type Peaks } from './DatabaseUsageStore';
export { DatabaseWorkloadStore } from './DatabaseWorkloadStore';
export type {
  NewSnapshot,
  SnapshotChange,
  SnapshotRecord,
} from './snapshotRows';
export type { Owed } from './dueRow';
export { notReady } from './types';
export type {
  EndpointPass,
  FollowState,
  HeldQuery,
  IdleState,
  KeptLog,
  ListQuery,
  LogStore,
  NewWorkload,
  PassStore,
  PasswordStore,
  SpecSummary,
  StoredPassword,
  WorkloadChange,
  WorkloadFilter,
  WorkloadRecord,
  WorkloadStore,
} from './types';
