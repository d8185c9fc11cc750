export { Sharing, SnapshotSharing } from './Sharing';
