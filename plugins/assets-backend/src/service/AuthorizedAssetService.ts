import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  assetReadPermission,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
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
import type { AssetService, CallerOptions } from './types';

interface AuthorizationParts {
  permissions: PermissionsService;
  userInfo: UserInfoService;
  /** Tiers and communities, as they are at present. */
  limits(): LimitTable;
}

type Call<K extends keyof AssetService> = AssetService[K];

/** Asks the permission framework first, then hands on to the wrapped service. */
export class AuthorizedAssetService implements AssetService {
  readonly #inner: AssetService;
  readonly #parts: AuthorizationParts;

  constructor(inner: AssetService, parts: AuthorizationParts) {
    this.#inner = inner;
    this.#parts = parts;
  }

  query: Call<'query'> = async (query, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.query(query, options);
  };

  get: Call<'get'> = async (asset, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.get(asset, options);
  };

  metadata: Call<'metadata'> = async (asset, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.metadata(asset, options);
  };

  check: Call<'check'> = async (text, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.check(text, options);
  };

  problems: Call<'problems'> = async (page, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.problems(page, options);
  };

  changes: Call<'changes'> = async (page, options) => {
    await this.#require(assetReadPermission, options);
    return this.#inner.changes(page, options);
  };

  refresh: Call<'refresh'> = async (which, options) => {
    await this.#require(assetRefreshPermission, options);
    return this.#inner.refresh(which, options);
  };

  async #require(
    permission: BasicPermission,
    options: CallerOptions,
  ): Promise<void> {
    const { permissions, userInfo, limits } = this.#parts;
    const [decision] = await permissions.authorize([{ permission }], options);
    if (decision.result === AuthorizeResult.ALLOW) return;
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
