export { idleStep, toIdleView } from './idleStep';
export { IdleSnapshots, type IdleSnapshotParts } from './IdleSnapshots';
export { IdleWatch } from './IdleWatch';
export { noNotes, WrittenNotes, type UseNotes } from './UseNotes';
