import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { denied } from '@astrolabe/http';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import {
  roleCovers,
  workloadCreatePermission,
  workloadReadPermission,
  type Need,
  type ShareRole,
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
import { roleTooLow } from '@astrolabe/sharing';
import type { Relations, Thing } from '../sharing';
import type { UserOptions } from './types';

/** What the caller may, as the permission framework says; a refusal says why. */
export class Powers {
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #limits: () => LimitTable;
  readonly #relations: Relations;

  constructor(options: {
    relations: Relations;
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  }) {
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
    this.#limits = options.limits;
    this.#relations = options.relations;
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

  /**
   * What the caller is to a thing with which they may do what takes this.
   *
   * @throws Error that `absent` makes, where they may not even see it
   * @throws NotAllowedError that says why, where they may not do this
   */
  async require(
    need: Need,
    about: { thing: Thing; options: UserOptions; absent(id: string): Error },
  ): Promise<ShareRole | 'owner'> {
    const { thing, options, absent } = about;
    const { role, shares } = await this.#relations.of(thing, options);
    const owned = { ...thing, shares };
    const isSeen =
      role && (await this.#holds(workloadReadPermission, { owned, options }));
    if (!isSeen) throw absent(thing.id);
    if (role !== 'owner' && !roleCovers(role, need.role)) {
      throw roleTooLow(role, need.role);
    }
    const { permission } = need;
    if (permission.name === workloadReadPermission.name) return role;
    if (await this.#holds(permission, { owned, options })) return role;
    throw await this.#denial(permission.name, options, thing.community);
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

  async #holds(
    permission: ResourcePermission,
    { owned, options }: { owned: Owned; options: UserOptions },
  ): Promise<boolean> {
    return authorizeWorkload(await this.#decide(permission, options), owned);
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

  #denial(
    permission: string,
    { credentials }: UserOptions,
    community?: string,
  ): Promise<Error> {
    return denied(permission, credentials, {
      ...{ userInfo: this.#userInfo, limits: this.#limits, community },
    });
  }
}
