import { withAdvice } from '@astrolabe/http';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import {
  because,
  type Snapshot,
  type SnapshotDetail,
  type SnapshotLimits,
  type SnapshotList,
  type SnapshotSize,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError, NotImplementedError } from '@backstage/errors';
import { v7 as uuid, validate } from 'uuid';
import type {
  DatabaseSnapshotStore,
  NewSnapshot,
  SnapshotRecord,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import { engineOf, reachable } from '../engines';
import type { UserOptions } from '../service';
import { notFound } from '../service/notFound';
import { assertCan } from '../service/wishes';
import { holdToLimits, noSnapshot } from './refusals';
import type { SnapshotNotifier } from './SnapshotNotifier';
import { toSnapshot } from './toSnapshot';
import type { SnapshotLimitsConfig, Snapshots } from './types';

/** A dialog shows a size, and a moment later its person takes the snapshot. */
const REMEMBER_MS = 60_000;

interface OwnSnapshotsOptions {
  snapshots: DatabaseSnapshotStore;
  store: Pick<WorkloadStore, 'get' | 'getRequest'>;
  engines: ReadonlyMap<string, WorkloadEngine>;
  limits: SnapshotLimitsConfig;
  /** What communities say, at present. */
  table(): LimitTable;
  notifier: SnapshotNotifier;
  /** Called when a wish is recorded, so that it is seen to at once. */
  onWish(): void;
}

/** Who may was asked before: see AuthorizedSnapshots. */
export class OwnSnapshots implements Snapshots {
  readonly #options: OwnSnapshotsOptions;
  readonly #measured = new Map<string, { bytes: number; at: number }>();

  constructor(options: OwnSnapshotsOptions) {
    this.#options = options;
  }

  async measure(workloadId: string): Promise<SnapshotSize> {
    const record = await this.#workload(workloadId);
    const bytes = await this.#measure(record);
    return { bytes, limits: await this.limitsOf(record.ownerRef) };
  }

  async take(workloadId: string, wish: { title?: string }): Promise<Snapshot> {
    const record = await this.#workload(workloadId);
    return this.takeOf(record, wish);
  }

  /**
   * For the portal itself, which acts for the owner: records that a snapshot is to
   * be taken. Its state says what became of it.
   *
   * @throws ConflictError when it does not run
   * @throws NotAllowedError when there is no room for it
   */
  async takeOf(
    record: WorkloadRecord,
    { title = record.title }: { title?: string } = {},
  ): Promise<Snapshot> {
    const { snapshots, notifier, onWish } = this.#options;
    const present = await snapshots.findMovingOf(record.id);
    if (present) return toSnapshot(present);
    const remembered = this.#measured.get(record.id);
    const isRecent = remembered && Date.now() - remembered.at < REMEMBER_MS;
    const bytes = isRecent ? remembered.bytes : await this.#measure(record);
    const request = await this.#options.store.getRequest(record.id);
    if (!request) throw notFound(record.id);
    const taken = await snapshots.inTurn(record.ownerRef, async turn => {
      const earlier = await turn.findMovingOf(record.id);
      if (earlier) return earlier;
      holdToLimits(bytes, await this.limitsOf(record.ownerRef, turn));
      const registryProject = this.#projectOf(record.community);
      const wish = { title, bytes, request, registryProject };
      const snapshot = newSnapshot(record, wish);
      await turn.insert(snapshot);
      return snapshot;
    });
    notifier.changed(taken);
    onWish();
    return toSnapshot(taken);
  }

  async list(
    query: Parameters<Snapshots['list']>[0],
    { credentials }: UserOptions,
  ): Promise<SnapshotList> {
    const { userEntityRef } = credentials.principal;
    const { snapshots } = this.#options;
    const records = await snapshots.list({ ...query, ownerRef: userEntityRef });
    return {
      items: records.map(toSnapshot),
      limits: await this.limitsOf(userEntityRef),
    };
  }

  async get(id: string): Promise<SnapshotDetail> {
    const record = await this.#find(id);
    const request = await this.#options.snapshots.getRequest(id);
    if (!request) throw noSnapshot(id);
    return { ...toSnapshot(record), request };
  }

  async delete(id: string): Promise<void> {
    const { snapshots, notifier, onWish } = this.#options;
    await this.#find(id);
    const after = await snapshots.update(id, ({ state }) =>
      state === 'deleting'
        ? undefined
        : { state: 'deleting', reason: because('saving-snapshot.deleting') },
    );
    if (after) notifier.changed(after);
    onWish();
  }

  async limitsOf(
    ownerRef: string,
    store = this.#options.snapshots,
  ): Promise<SnapshotLimits> {
    const { bytes, count } = await store.held(ownerRef);
    return { ...this.#options.limits, usedBytes: bytes, used: count };
  }

  /** Where its images lie, as its block says now. */
  #projectOf(community: string): string | undefined {
    const { communities } = this.#options.table();
    return communities.find(({ id }) => id === community)?.registryProject;
  }

  async #measure(record: WorkloadRecord): Promise<number> {
    assertCan('snapshot', record);
    const engine = engineOf(this.#options.engines, record.engine);
    try {
      const bytes = await reachable(engine, () =>
        engine.measureSnapshot(record.id),
      );
      const now = Date.now();
      for (const [id, { at }] of this.#measured) {
        if (now - at > REMEMBER_MS) this.#measured.delete(id);
      }
      this.#measured.set(record.id, { bytes, at: now });
      return bytes;
    } catch (error) {
      throw explained(error as Error, record);
    }
  }

  async #workload(id: string): Promise<WorkloadRecord> {
    const record = validate(id) ? await this.#options.store.get(id) : undefined;
    if (!record) throw notFound(id);
    return record;
  }

  async #find(id: string): Promise<SnapshotRecord> {
    const { snapshots } = this.#options;
    const record = validate(id) ? await snapshots.get(id) : undefined;
    if (!record) throw noSnapshot(id);
    return record;
  }
}

function newSnapshot(
  record: WorkloadRecord,
  {
    title,
    bytes,
    ...told
  }: Pick<NewSnapshot, 'title' | 'request' | 'registryProject'> & {
    bytes: number;
  },
): NewSnapshot {
  const now = new Date().toISOString();
  return {
    id: uuid(),
    ownerRef: record.ownerRef,
    community: record.community,
    entityRef: record.entityRef,
    title: oneLine(title),
    workloadId: record.id,
    variant: told.request.variant,
    engine: record.engine,
    siteId: record.siteId,
    siteTitle: record.siteTitle,
    state: 'queued',
    reason: because('saving-snapshot.recorded'),
    bytesBefore: bytes,
    createdAt: now,
    changedAt: now,
    revision: 1,
    ...told,
  };
}

function oneLine(title: string): string {
  return title
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 80);
}

/** What an engine says of a snapshot, as the caller can go on with it. */
function explained(error: Error, { title }: WorkloadRecord): Error {
  if (error.name === 'NotFoundError') {
    return withAdvice(new ConflictError(`'${title}' does not run now`), {
      code: 'STATE_CONFLICT',
      cause: error.message,
      nextStep: 'Start it again, then take the snapshot.',
    });
  }
  if (error.name !== 'NotImplementedError') return error;
  return withAdvice(
    new NotImplementedError(`No snapshots can be taken of '${title}'`),
    {
      code: 'SNAPSHOTS_UNSUPPORTED',
      cause: error.message,
      nextStep:
        'Ask who operates this portal to set up snapshots for its site.',
    },
  );
}
