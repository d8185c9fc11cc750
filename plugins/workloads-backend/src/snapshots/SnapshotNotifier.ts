import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SNAPSHOTS_CHANNEL,
  type SnapshotSignal,
} from '@astrolabe/plugin-workloads-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { SnapshotRecord } from '../database';
import { toSnapshot } from './toSnapshot';

/** Tells the owner's pages of changes. Nothing waits for it, and nothing fails when it does. */
export class SnapshotNotifier {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor({
    signals,
    logger,
  }: {
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#signals = signals;
    this.#logger = logger;
  }

  changed(record: SnapshotRecord): void {
    const snapshot = toSnapshot(record);
    this.#tell(record.ownerRef, { kind: 'changed', snapshot });
  }

  deleted({ id, ownerRef }: SnapshotRecord): void {
    this.#tell(ownerRef, { kind: 'deleted', id });
  }

  #tell(ownerRef: string, signal: SnapshotSignal): void {
    this.#signals
      .publish({
        recipients: { type: 'user', entityRef: ownerRef },
        channel: SNAPSHOTS_CHANNEL,
        message: signal as unknown as JsonObject,
      })
      .catch(error => this.#logger.warn('A change was not signalled', error));
  }
}
