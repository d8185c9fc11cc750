import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SNAPSHOTS_CHANNEL,
  type SnapshotSignal,
} from '@astrolabe/plugin-workloads-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { SnapshotRecord } from '../database';
import { tellOwner } from '../tellOwner';
import { toSnapshot } from './toSnapshot';

/** Tells the owner's pages of changes. */
export class SnapshotNotifier {
  readonly #parts: { signals: SignalsService; logger: LoggerService };

  constructor(parts: { signals: SignalsService; logger: LoggerService }) {
    this.#parts = parts;
  }

  changed(record: SnapshotRecord): void {
    const snapshot = toSnapshot(record);
    this.#tell(record.ownerRef, { kind: 'changed', snapshot });
  }

  deleted({ id, ownerRef }: SnapshotRecord): void {
    this.#tell(ownerRef, { kind: 'deleted', id });
  }

  #tell(ownerRef: string, signal: SnapshotSignal): void {
    const channel = SNAPSHOTS_CHANNEL;
    tellOwner(this.#parts, { ownerRef, channel, signal });
  }
}
