export { AuthorizedSnapshots } from './AuthorizedSnapshots';
export { OwnSnapshots } from './OwnSnapshots';
export { SnapshotKeeper } from './SnapshotKeeper';
export { SnapshotNotifier } from './SnapshotNotifier';
export type { SnapshotLimitsConfig, Snapshots } from './types';
