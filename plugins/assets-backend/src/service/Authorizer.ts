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
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { CallerOptions } from './types';

/** Asks the permission framework, and says which rule refuses and what would allow. */
export class Authorizer {
  readonly #parts: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    /** Tiers and communities, as they are at present. */
    limits(): LimitTable;
  };

  constructor(parts: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  }) {
    this.#parts = parts;
  }

  async allows(
    permission: BasicPermission,
    { credentials }: CallerOptions,
  ): Promise<boolean> {
    const [decision] = await this.#parts.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError with the rule, and what would allow it */
  async require(
    permission: BasicPermission,
    options: CallerOptions,
  ): Promise<void> {
    if (await this.allows(permission, options)) return;
    const { userInfo, limits } = this.#parts;
    const { principal } = options.credentials as { principal: object };
    if (!('userEntityRef' in principal)) {
      throw refused({
        code: 'PERMISSION_DENIED',
        message: `This token does not grant '${permission.name}'`,
        cause: 'its access restrictions (backend.auth.externalAccess)',
        nextStep: 'Ask who operates this portal for another token.',
      });
    }
    const user = await userInfo.getUserInfo(options.credentials);
    const table = limits();
    const memberships = membershipsFromRefs(user.ownershipEntityRefs, table);
    throw refused(explainDenial(permission.name, { memberships }, table));
  }
}
