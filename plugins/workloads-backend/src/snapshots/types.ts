import type {
  Snapshot,
  SnapshotDetail,
  SnapshotList,
  SnapshotSize,
  Whose,
} from '@astrolabe/plugin-workloads-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { WorkloadFilter } from '../database';
import type { UserOptions } from '../service';

/** How much people may keep. */
export interface SnapshotLimitsConfig {
  bytesEach: number;
  bytesPerPerson: number;
  /** How many. */
  perPerson: number;
}

/** What people do with snapshots; what is not theirs or shared with them does not exist (404). */
export interface Snapshots {
  /** How large one of this workload would be now. */
  measure(workloadId: string, options: UserOptions): Promise<SnapshotSize>;
  /** Asked again while one of it is on its way, it is that one. */
  take(
    workloadId: string,
    wish: { title?: string },
    options: UserOptions,
  ): Promise<Snapshot>;
  list(
    narrowed: {
      /** One's own, unless told. */
      whose?: Whose;
      /** As whom the caller gets what others share. */
      subjects?: string[];
      where?: PermissionCriteria<WorkloadFilter>;
    },
    options: UserOptions,
  ): Promise<SnapshotList>;
  get(id: string, options: UserOptions): Promise<SnapshotDetail>;
  delete(id: string, options: UserOptions): Promise<void>;
}
