import type {
  BackstageCredentials,
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
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/** What a person may do in this room. */
export class Powers {
  readonly #options: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  };

  constructor(options: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  }) {
    this.#options = options;
  }

  /**
   * @returns who it is
   * @throws NotAllowedError that says which rule refuses, and who grants it
   */
  async assert(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const { permissions, userInfo, limits } = this.#options;
    const [user, [{ result }]] = await Promise.all([
      userInfo.getUserInfo(credentials),
      permissions.authorize([{ permission }], { credentials }),
    ]);
    if (result === AuthorizeResult.ALLOW) return user.userEntityRef;
    const table = limits();
    const memberships = membershipsFromRefs(user.ownershipEntityRefs, table);
    throw refused(explainDenial(permission.name, { memberships }, table));
  }
}
