import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  workloadDeletePermission,
  workloadReadPermission,
  workloadUsePermission,
} from '@astrolabe/plugin-workloads-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { UserOptions } from '../service';
import { isAllowed, readable, requireAllowed } from '../service/decisions';
import { noSnapshot } from './refusals';
import type { Snapshots } from './types';

type Call<K extends keyof Snapshots> = Snapshots[K];

/**
 * Asks the permission framework first. What one may do with workloads of one's
 * own, one may do with what they had become.
 */
export class AuthorizedSnapshots implements Snapshots {
  readonly #inner: Snapshots;
  readonly #permissions: PermissionsService;

  constructor(inner: Snapshots, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  measure: Call<'measure'> = async (workloadId, options) => {
    await this.#require(workloadUsePermission, options);
    return this.#inner.measure(workloadId, options);
  };

  take: Call<'take'> = async (workloadId, wish, options) => {
    await this.#require(workloadUsePermission, options);
    return this.#inner.take(workloadId, wish, options);
  };

  list: Call<'list'> = async (narrowed, options) => {
    const where = await readable(this.#permissions, options);
    return this.#inner.list({ ...narrowed, where }, options);
  };

  get: Call<'get'> = async (id, options) => {
    const snapshot = await this.#inner.get(id, options);
    const about = { owned: snapshot, options };
    if (await isAllowed(this.#permissions, workloadReadPermission, about)) {
      return snapshot;
    }
    throw noSnapshot(id);
  };

  delete: Call<'delete'> = async (id, options) => {
    await this.get(id, options);
    await this.#require(workloadDeletePermission, options);
    return this.#inner.delete(id, options);
  };

  /** On one's own: whose it is was asked before, or is asked within. */
  #require(permission: ResourcePermission, options: UserOptions) {
    const owned = { ownerRef: options.credentials.principal.userEntityRef };
    return requireAllowed(this.#permissions, permission, { owned, options });
  }
}
