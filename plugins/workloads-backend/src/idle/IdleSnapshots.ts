import type { LoggerService } from '@backstage/backend-plugin-api';
import { isSnapshotMoving } from '@astrolabe/plugin-workloads-common';
import type {
  DatabaseSnapshotStore,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import type { OwnSnapshots } from '../snapshots';

/** What snapshots of something idle stand on. */
export interface IdleSnapshotParts {
  taker: Pick<OwnSnapshots, 'takeOf'>;
  snapshots: Pick<DatabaseSnapshotStore, 'get'>;
}

/** Saves what is about to be stopped, once for each time that it lay idle. */
export class IdleSnapshots {
  readonly #options: IdleSnapshotParts & {
    store: WorkloadStore;
    logger: LoggerService;
  };

  constructor(
    options: IdleSnapshotParts & {
      store: WorkloadStore;
      logger: LoggerService;
    },
  ) {
    this.#options = options;
  }

  /**
   * Begins to save it, where that has not begun.
   *
   * @returns whether nothing is to be waited for any more: it is saved, or cannot
   * be, of which its owner was warned twice
   */
  async isSaved(record: WorkloadRecord): Promise<boolean> {
    const { taker, snapshots, store, logger } = this.#options;
    const begun = record.idle?.snapshotId;
    if (begun) {
      const snapshot = await snapshots.get(begun);
      return !snapshot || !isSnapshotMoving(snapshot.state);
    }
    try {
      const { id: snapshotId } = await taker.takeOf(record);
      await store.update(record.id, ({ idle }) =>
        idle ? { idle: { ...idle, snapshotId } } : undefined,
      );
      return false;
    } catch (error) {
      logger.info(
        `Workload ${record.id} is stopped without a snapshot`,
        error as Error,
      );
      return true;
    }
  }
}
