import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  assetReadPermission,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
import { withAdvice } from '@astrolabe/http';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { AssetService, CallerOptions } from './types';

type Call<K extends keyof AssetService> = AssetService[K];

/** Asks the permission framework first, then hands on to the wrapped service. */
export class AuthorizedAssetService implements AssetService {
  readonly #inner: AssetService;
  readonly #permissions: PermissionsService;

  constructor(inner: AssetService, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
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
    const [decision] = await this.#permissions.authorize(
      [{ permission }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw withAdvice(
        new NotAllowedError(`Your tier does not grant '${permission.name}'`),
        {
          code: 'PERMISSION_DENIED',
          nextStep: 'Your preferences page says which tier grants it.',
        },
      );
    }
  }
}
