import {
  workloadDeletePermission,
  workloadReadPermission,
} from '@astrolabe/plugin-workloads-common';
import type { AuthorizedWorkloadService, Powers } from '../service';
import { noSnapshot } from './refusals';
import type { Snapshots } from './types';

type Call<K extends keyof Snapshots> = Snapshots[K];

/**
 * Asks the permission framework first. What one may do with workloads of one's
 * own, one may do with what they had become.
 */
export class AuthorizedSnapshots implements Snapshots {
  readonly #inner: Snapshots;
  readonly #powers: Powers;
  readonly #workloads: Pick<AuthorizedWorkloadService, 'usable'>;

  constructor(
    inner: Snapshots,
    powers: Powers,
    workloads: Pick<AuthorizedWorkloadService, 'usable'>,
  ) {
    this.#inner = inner;
    this.#powers = powers;
    this.#workloads = workloads;
  }

  measure: Call<'measure'> = async (workloadId, options) => {
    await this.#workloads.usable(workloadId, options);
    return this.#inner.measure(workloadId, options);
  };

  take: Call<'take'> = async (workloadId, wish, options) => {
    await this.#workloads.usable(workloadId, options);
    return this.#inner.take(workloadId, wish, options);
  };

  list: Call<'list'> = async (narrowed, options) => {
    const where = await this.#powers.readable(options);
    return this.#inner.list({ ...narrowed, where }, options);
  };

  get: Call<'get'> = async (id, options) => {
    const snapshot = await this.#inner.get(id, options);
    const about = { owned: snapshot, options };
    if (await this.#powers.isAllowed(workloadReadPermission, about)) {
      return snapshot;
    }
    throw noSnapshot(id);
  };

  delete: Call<'delete'> = async (id, options) => {
    const owned = await this.get(id, options);
    const about = { owned, options };
    await this.#powers.requireAllowed(workloadDeletePermission, about);
    return this.#inner.delete(id, options);
  };
}
