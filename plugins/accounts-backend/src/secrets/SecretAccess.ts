import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Authorizer, refused } from '@astrolabe/http';
import {
  secretManagePermission,
  secretReadPermission,
  secretWritePermission,
  type MadeScope,
} from '@astrolabe/plugin-accounts-common';
import {
  explainDenial,
  membershipsFromRefs,
  notAMember,
  tierGrants,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { SecretKey, SecretRecord } from '../database';
import { notFound, wrongValue } from './problems';

export type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** Whose secrets somebody sees. */
export interface Reach {
  ownerRef: string;
  /** Ids of the communities whose secrets they keep. */
  communities: string[];
}

/** Who may see and change which secrets; values nobody sees. */
export class SecretAccess {
  readonly #limits: () => LimitTable;
  readonly #authorizer: Authorizer;
  readonly #userInfo: UserInfoService;

  constructor(options: {
    limits(): LimitTable;
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }) {
    this.#limits = options.limits;
    this.#authorizer = new Authorizer(options);
    this.#userInfo = options.userInfo;
  }

  /** @throws NotAllowedError for whom no tier lets have secrets */
  async reachOf(credentials: Credentials): Promise<Reach> {
    await this.#authorizer.require(secretReadPermission, credentials);
    const memberships = await this.#membershipsOf(credentials);
    return {
      ownerRef: credentials.principal.userEntityRef,
      communities: this.#managed(memberships),
    };
  }

  /** Where they are members, in the order of the portal. */
  async communitiesOf(credentials: Credentials) {
    const memberships = await this.#membershipsOf(credentials);
    const managed = this.#managed(memberships);
    return this.#limits()
      .communities.filter(({ id }) =>
        memberships.some(({ community }) => community === id),
      )
      .map(({ id, title }) => ({
        ...{ id, title: title ?? id },
        isManaged: managed.includes(id),
      }));
  }

  /** Of a secret that is to be made: whose it will be. */
  async keyFor(
    wanted: { name: string; scope: MadeScope; community?: string },
    credentials: Credentials,
  ): Promise<SecretKey> {
    const { name, scope, community = '' } = wanted;
    if (scope === 'personal' && community) {
      throw wrongValue('community', 'is not for the scope personal');
    }
    if (scope !== 'personal' && !community) {
      throw wrongValue('community', 'is missing');
    }
    const ownerRef =
      scope === 'community' ? '' : credentials.principal.userEntityRef;
    const key = { name, scope, community, ownerRef };
    await this.#requireChange(key, credentials);
    return key;
  }

  /** @throws NotFoundError where one does not see it, NotAllowedError where one may not change it */
  async requireSeen(
    record: SecretRecord | undefined,
    credentials: Credentials,
  ): Promise<SecretRecord> {
    const { ownerRef, communities } = await this.reachOf(credentials);
    const isSeen =
      record &&
      record.version > 0 &&
      (record.ownerRef
        ? record.ownerRef === ownerRef
        : communities.includes(record.community));
    if (!isSeen) throw notFound();
    return record;
  }

  async requireChanged(
    record: SecretRecord | undefined,
    credentials: Credentials,
  ): Promise<SecretRecord> {
    const seen = await this.requireSeen(record, credentials);
    if (!seen.ownerRef) return seen;
    await this.#authorizer.require(secretWritePermission, credentials);
    return seen;
  }

  async #requireChange(
    { scope, community }: Pick<SecretKey, 'scope' | 'community'>,
    credentials: Credentials,
  ): Promise<void> {
    const permission =
      scope === 'community' ? secretManagePermission : secretWritePermission;
    await this.#authorizer.require(permission, credentials);
    if (!community) return;
    const table = this.#limits();
    const memberships = await this.#membershipsOf(credentials);
    const there = memberships.filter(each => each.community === community);
    if (there.length === 0) {
      throw refused(notAMember(community, memberships, table));
    }
    if (this.#granting(permission, there).length > 0) return;
    const denial = { memberships, community };
    throw refused(explainDenial(permission.name, denial, table));
  }

  #managed(memberships: readonly Membership[]): string[] {
    const granting = this.#granting(secretManagePermission, memberships);
    return [...new Set(granting.map(({ community }) => community))];
  }

  #granting(
    { name }: BasicPermission,
    memberships: readonly Membership[],
  ): Membership[] {
    const { tiers } = this.#limits();
    return memberships.filter(({ tier }) => tierGrants(tier, name, tiers));
  }

  async #membershipsOf(credentials: Credentials): Promise<Membership[]> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    return membershipsFromRefs(ownershipEntityRefs, this.#limits());
  }
}
