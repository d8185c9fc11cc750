import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  workloadDeletePermission,
  workloadReadPermission,
  workloadUsePermission,
} from '@astrolabe/plugin-workloads-common';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { authorizeWorkload, toCriteria } from '../permissions';
import type { UserOptions } from '../service';
import { denied } from '../service/denied';
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
    const decision = await this.#decide(workloadReadPermission, options);
    if (decision.result === AuthorizeResult.DENY) {
      throw denied(workloadReadPermission.name);
    }
    const where = toCriteria(decision);
    return this.#inner.list({ ...narrowed, where }, options);
  };

  get: Call<'get'> = async (id, options) => {
    const snapshot = await this.#inner.get(id, options);
    const decision = await this.#decide(workloadReadPermission, options);
    if (authorizeWorkload(decision, snapshot)) return snapshot;
    throw noSnapshot(id);
  };

  delete: Call<'delete'> = async (id, options) => {
    await this.get(id, options);
    await this.#require(workloadDeletePermission, options);
    return this.#inner.delete(id, options);
  };

  async #require(
    permission: ResourcePermission,
    options: UserOptions,
  ): Promise<void> {
    const decision = await this.#decide(permission, options);
    const ownerRef = options.credentials.principal.userEntityRef;
    if (!authorizeWorkload(decision, { ownerRef })) {
      throw denied(permission.name);
    }
  }

  async #decide(
    permission: ResourcePermission,
    options: UserOptions,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      options,
    );
    return decision;
  }
}
