import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { refused } from '@astrolabe/http';
import {
  explainDenial,
  membershipsFromRefs,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  workloadCreatePermission,
  workloadReadPermission,
} from '@astrolabe/plugin-workloads-common';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { WorkloadFilter } from '../database';
import { authorizeWorkload, toCriteria, type Owned } from '../permissions';
import type { UserOptions } from './types';

/** What the caller may, as the permission framework says; a refusal says why. */
export class Powers {
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #limits: () => LimitTable;

  constructor(options: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  }) {
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
    this.#limits = options.limits;
  }

  /** Whether a permission that is for no object is granted. */
  async isGranted(
    permission: BasicPermission,
    { credentials }: UserOptions,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError that says why, where the caller may not */
  async requireGranted(
    permission: BasicPermission,
    options: UserOptions,
  ): Promise<void> {
    if (await this.isGranted(permission, options)) return;
    throw await this.#denial(permission.name, options);
  }

  /** @throws NotAllowedError that says why, where the caller may launch nothing */
  requireCreate(options: UserOptions): Promise<void> {
    return this.requireGranted(workloadCreatePermission, options);
  }

  /** Whether a permission holds for something of somebody. */
  async isAllowed(
    permission: ResourcePermission,
    { owned, options }: { owned: Owned; options: UserOptions },
  ): Promise<boolean> {
    return authorizeWorkload(await this.#decide(permission, options), owned);
  }

  /** @throws NotAllowedError that says why, where it does not */
  async requireAllowed(
    permission: ResourcePermission,
    about: { owned: Owned; options: UserOptions },
  ): Promise<void> {
    if (await this.isAllowed(permission, about)) return;
    const { owned, options } = about;
    throw await this.#denial(permission.name, options, owned.community);
  }

  /**
   * The part of a `where` with what the caller may read; undefined for all.
   *
   * @throws NotAllowedError that says why, where that is nothing
   */
  async readable(
    options: UserOptions,
  ): Promise<PermissionCriteria<WorkloadFilter> | undefined> {
    const decision = await this.#decide(workloadReadPermission, options);
    if (decision.result === AuthorizeResult.DENY) {
      throw await this.#denial(workloadReadPermission.name, options);
    }
    return toCriteria(decision);
  }

  async #decide(
    permission: ResourcePermission,
    { credentials }: UserOptions,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision;
  }

  async #denial(
    permission: string,
    { credentials }: UserOptions,
    community?: string,
  ): Promise<Error> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    const table = this.#limits();
    const memberships = membershipsFromRefs(ownershipEntityRefs, table);
    return refused(
      explainDenial(permission, { memberships, community }, table),
    );
  }
}
