import {
  snapshotNeeds,
  type ShareRole,
  type Snapshot,
  type SnapshotDeed,
  type SnapshotDetail,
  type SnapshotSize,
} from '@astrolabe/plugin-workloads-common';
import type {
  AuthorizedWorkloadService,
  Powers,
  UserOptions,
} from '../service';
import { withoutValues, type Relations } from '../sharing';
import { noRoomOfOwner, noSnapshot } from './refusals';
import type { Snapshots } from './types';

type Call<K extends keyof Snapshots> = Snapshots[K];

interface Options {
  powers: Powers;
  relations: Relations;
  workloads: Pick<AuthorizedWorkloadService, 'may'>;
}

/**
 * Asks the permission framework first. What one may do with workloads of one's
 * own, one may do with what they had become.
 */
export class AuthorizedSnapshots implements Snapshots {
  readonly #inner: Snapshots;
  readonly #options: Options;

  constructor(inner: Snapshots, options: Options) {
    this.#inner = inner;
    this.#options = options;
  }

  measure: Call<'measure'> = async (workloadId, options) => {
    const { workloads } = this.#options;
    const { shared } = await workloads.may('snapshot', workloadId, options);
    const size = await this.#inner.measure(workloadId, options);
    return shared ? withoutUse(size) : size;
  };

  take: Call<'take'> = async (workloadId, wish, options) => {
    const { workloads } = this.#options;
    const { shared } = await workloads.may('snapshot', workloadId, options);
    try {
      const taken = await this.#inner.take(workloadId, wish, options);
      return asSeen(taken, shared?.role ?? 'owner');
    } catch (error) {
      const isFull = (error as { code?: string }).code === 'SNAPSHOT_QUOTA';
      throw shared && isFull ? noRoomOfOwner() : error;
    }
  };

  list: Call<'list'> = async (narrowed, options) => {
    const { powers, relations } = this.#options;
    const where = await powers.readable(options);
    const subjects = await relations.subjectsOf(options);
    const asked = { ...narrowed, where, subjects };
    const found = await this.#inner.list(asked, options);
    const how = { kind: 'snapshot', see: asSeen<Snapshot> } as const;
    const items = await relations.seen(found.items, how, options);
    return { ...found, items };
  };

  get: Call<'get'> = (id, options) => this.may('see', id, options);

  delete: Call<'delete'> = async (id, options) => {
    await this.may('delete', id, options);
    return this.#inner.delete(id, options);
  };

  /** As of workloads. */
  async may(
    deed: SnapshotDeed,
    id: string,
    options: UserOptions,
  ): Promise<SnapshotDetail> {
    const snapshot = await this.#inner.get(id, options);
    const role = await this.#options.powers.require(snapshotNeeds[deed], {
      thing: { ...snapshot, kind: 'snapshot' },
      options,
      absent: noSnapshot,
    });
    return asSeen(snapshot, role);
  }
}

function asSeen<S extends Snapshot | SnapshotDetail>(
  snapshot: S,
  role: ShareRole | 'owner',
): S {
  if (role === 'owner') return snapshot;
  const { request } = snapshot as Partial<SnapshotDetail>;
  return {
    ...snapshot,
    ...(request && { request: withoutValues(request) }),
    shared: { role },
  };
}

/** How much its owner keeps is for nobody else to know. */
function withoutUse({ bytes, limits }: SnapshotSize): SnapshotSize {
  const { used: _, usedBytes: __, ...bounds } = limits;
  return { bytes, limits: bounds };
}
