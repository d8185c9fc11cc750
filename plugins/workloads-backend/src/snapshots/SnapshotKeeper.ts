import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  SnapshotObservation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  because,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type {
  DatabaseSnapshotStore,
  SnapshotChange,
  SnapshotRecord,
} from '../database';
import { engineOf } from '../engines';
import { Rounds } from '../Rounds';
import type { SnapshotNotifier } from './SnapshotNotifier';
import type { SnapshotLimitsConfig } from './types';

/** How often it is looked how far what is on its way is. */
const LOOK_SECONDS = 1;
/** An engine that is slow holds up no end. */
const STOP_MS = 2000;
const FIRST_REST_MS = 250;

interface SnapshotKeeperOptions {
  snapshots: DatabaseSnapshotStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  limits: SnapshotLimitsConfig;
  notifier: SnapshotNotifier;
  logger: LoggerService;
  /** How often it is looked for what other replicas have recorded. */
  resyncSeconds: number;
  /** Called when one is complete or has failed. */
  onSettled?(record: SnapshotRecord): void;
}

/**
 * Has engines take and remove what people wish, and records what they see. What
 * is to be done is in the database and every step may be done twice: it may be
 * killed anywhere, and there may be several.
 */
export class SnapshotKeeper {
  readonly #options: SnapshotKeeperOptions;
  readonly #rounds = new Rounds();
  /** Failures in a row, of those that are tried again. */
  readonly #failures = new Map<string, number>();
  readonly #rests = new Set<string>();

  constructor(options: SnapshotKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const { resyncSeconds, logger } = this.#options;
    this.#rounds.start(
      Math.min(LOOK_SECONDS, resyncSeconds),
      async () => ((await this.#round()) ? undefined : resyncSeconds),
      error => logger.warn('Could not look after snapshots', error),
    );
  }

  stop(): Promise<void> {
    return this.#rounds.stop(STOP_MS);
  }

  /** Something was recorded. */
  look(): void {
    this.#rounds.wake();
  }

  /** @returns whether there is anything on its way */
  async #round(): Promise<boolean> {
    const moving = await this.#options.snapshots.listMoving();
    const engines = [...new Set(moving.map(({ engine }) => engine))];
    await Promise.all(
      engines.map(async id => {
        const records = moving.filter(({ engine }) => engine === id);
        try {
          await this.#lookAfter(engineOf(this.#options.engines, id), records);
        } catch (error) {
          for (const record of records) {
            await this.#markUnreachable(record, error as Error);
          }
        }
      }),
    );
    return moving.length > 0;
  }

  /** Each engine by itself: one that is away holds up no other. */
  async #lookAfter(
    engine: WorkloadEngine,
    records: SnapshotRecord[],
  ): Promise<void> {
    const ids = records.map(({ id }) => id);
    const seen = await engine.observeSnapshots(ids);
    const byId = new Map(seen.map(each => [each.snapshotId, each]));
    for (const record of records) {
      if (this.#rounds.isOver) return;
      const { id } = record;
      if (this.#rests.has(id)) continue;
      try {
        await this.#do(engine, record, byId.get(id));
        this.#failures.delete(id);
      } catch (error) {
        // One that cannot be done must not keep the others waiting.
        this.#rest(id);
        await this.#markUnreachable(record, error as Error);
      }
    }
  }

  /** Twice as long after each failure, and never longer than between two rounds. */
  #rest(id: string): void {
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    this.#rests.add(id);
    const { resyncSeconds } = this.#options;
    const longest = resyncSeconds * 1000;
    this.#rounds
      .rest(Math.min(longest, FIRST_REST_MS * 2 ** failures))
      .then(() => this.#rests.delete(id));
  }

  async #do(
    engine: WorkloadEngine,
    record: SnapshotRecord,
    seen: SnapshotObservation | undefined,
  ): Promise<void> {
    const { id, state } = record;
    if (state === 'deleting') {
      await engine.removeSnapshot(id, record);
      if (await this.#options.snapshots.delete(id)) {
        this.#options.notifier.deleted(record);
      }
    } else if (seen) {
      await this.#update(id, present => observed(present, seen));
    } else {
      await this.#begin(engine, record);
    }
  }

  async #begin(engine: WorkloadEngine, { id }: SnapshotRecord): Promise<void> {
    const begun = await this.#admit(id);
    if (!begun) return;
    const { limitBytes = 0, ...snapshot } = begun;
    try {
      await engine.takeSnapshot({ ...snapshot, limitBytes });
    } catch (error) {
      const reason = finalReason(error as Error);
      if (!reason) throw error;
      await this.#update(id, () => ({ state: 'failed', reason }));
    }
    // It was deleted meanwhile, and whoever did it could not know of this.
    if (!(await this.#options.snapshots.get(id))) {
      await engine.removeSnapshot(id, begun);
    }
  }

  /**
   * One at a time of each person, so that it may have all the room that is left.
   *
   * @returns undefined when it is not its turn
   */
  async #admit(id: string): Promise<SnapshotRecord | undefined> {
    const { snapshots, limits } = this.#options;
    const record = await snapshots.get(id);
    if (!record || record.state === 'saving') return record;
    const { ownerRef } = record;
    const after = await snapshots.inTurn(ownerRef, async turn => {
      const moving = await turn.listMoving();
      const isOtherSaved = moving.some(
        each => each.ownerRef === ownerRef && each.state === 'saving',
      );
      if (isOtherSaved) return undefined;
      const { bytes } = await turn.held(ownerRef, id);
      const room = limits.bytesPerPerson - bytes;
      return turn.update(id, ({ state }) =>
        state === 'queued'
          ? {
              state: 'saving',
              reason: because('saving-snapshot.begun'),
              limitBytes: Math.max(0, Math.min(limits.bytesEach, room)),
            }
          : undefined,
      );
    });
    if (after) this.#options.notifier.changed(after);
    else await this.#update(id, waiting);
    return after;
  }

  async #markUnreachable(
    { id, engine }: SnapshotRecord,
    error: Error,
  ): Promise<void> {
    if (this.#rounds.isOver) return;
    const reason = {
      ...because('engine-unreachable.running', { engine }),
      evidence: error.message,
    };
    const isNews = await this.#update(id, present =>
      isSaid(present, reason) ? undefined : { reason },
    );
    if (!isNews) return;
    this.#options.logger.warn(
      `Could not look after snapshot ${id}; it is tried again and again`,
      error,
    );
  }

  async #update(
    id: string,
    decide: (record: SnapshotRecord) => SnapshotChange | undefined,
  ): Promise<boolean> {
    const after = await this.#options.snapshots.update(id, decide);
    if (!after) return false;
    this.#options.notifier.changed(after);
    if (['complete', 'failed'].includes(after.state)) {
      this.#options.onSettled?.(after);
    }
    return true;
  }
}

/** What an observation changes; what is deleted meanwhile stays so. */
function observed(
  record: SnapshotRecord,
  { state, reason, bytes, place, leftOut }: SnapshotObservation,
): SnapshotChange | undefined {
  if (!['queued', 'saving'].includes(record.state)) return undefined;
  if (state === 'complete') return { state, reason, bytes, place, leftOut };
  const isSame =
    state === record.state &&
    bytes === record.bytesDone &&
    isSaid(record, reason);
  return isSame ? undefined : { state, reason, bytesDone: bytes };
}

function waiting(record: SnapshotRecord): SnapshotChange | undefined {
  const reason = because('saving-snapshot.turn');
  const isOther = record.state === 'queued' && !isSaid(record, reason);
  return isOther ? { reason } : undefined;
}

function isSaid({ reason }: SnapshotRecord, other: WorkloadReason): boolean {
  return JSON.stringify(reason) === JSON.stringify(other);
}

/** Why it never will be taken; undefined for what passes. */
function finalReason(error: Error): WorkloadReason | undefined {
  if (error.name === 'NotFoundError') {
    return { ...because('snapshot-failed.ended'), evidence: error.message };
  }
  const isFinal = ['ConflictError', 'NotImplementedError'].includes(error.name);
  return isFinal
    ? { ...because('snapshot-failed.unforeseen'), evidence: error.message }
    : undefined;
}
