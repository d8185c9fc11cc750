import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { denied } from '@astrolabe/http';
import {
  accessApprovePermission,
  demoMemberships,
  demoPeople,
  demoPersonRef,
  membershipsFromRefs,
  tierGrants,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DatabaseAccessStore, DatabasePeople } from '../database';

export type Credentials = BackstageCredentials<BackstageUserPrincipal>;

interface Options {
  limits(): LimitTable;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  people: DatabasePeople;
  store: DatabaseAccessStore;
  /** Whether the people of development sign-in are among them. */
  hasDemoPeople: boolean;
}

/** Who decides on requests to a community. */
export class Managers {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async membershipsOf(credentials: Credentials): Promise<Membership[]> {
    const { userInfo, limits } = this.#options;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    return membershipsFromRefs(ownershipEntityRefs, limits());
  }

  /** Ids of the communities whose requests the caller decides on. */
  async managedBy(credentials: Credentials): Promise<string[]> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: accessApprovePermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) return [];
    const granting = this.#grantingTiers();
    const memberships = await this.membershipsOf(credentials);
    return memberships
      .filter(({ tier }) => granting.includes(tier))
      .map(({ community }) => community);
  }

  /** @throws NotAllowedError that says why, for whom decides on nothing */
  async require(credentials: Credentials): Promise<string[]> {
    const managed = await this.managedBy(credentials);
    if (managed.length > 0) return managed;
    throw await denied(
      accessApprovePermission.name,
      credentials,
      this.#options,
    );
  }

  /** Everybody who decides on requests to a community. */
  async of(community: string): Promise<string[]> {
    const { people, store, hasDemoPeople, limits } = this.#options;
    const tiers = this.#grantingTiers();
    const ids = limits().communities.map(({ id }) => id);
    const demo = (hasDemoPeople ? demoPeople : []).filter(person =>
      demoMemberships(person, ids).some(
        each => each.community === community && tiers.includes(each.tier),
      ),
    );
    return [
      ...new Set([
        ...(await people.membersOf(community, tiers)),
        ...(await store.membersOf(community, tiers)),
        ...demo.map(({ name }) => demoPersonRef(name)),
      ]),
    ];
  }

  #grantingTiers(): string[] {
    const { tiers } = this.#options.limits();
    return tiers
      .filter(({ id }) => tierGrants(id, accessApprovePermission.name, tiers))
      .map(({ id }) => id);
  }
}
