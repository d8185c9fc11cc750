import type { Authorizer } from '@astrolabe/http';
import {
  assetReadPermission,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
import type { AssetService } from './types';

type Call<K extends keyof AssetService> = AssetService[K];

/** Asks the permission framework first, then hands on to the wrapped service. */
export class AuthorizedAssetService implements AssetService {
  readonly #inner: AssetService;
  readonly #authorizer: Authorizer;

  constructor(inner: AssetService, authorizer: Authorizer) {
    this.#inner = inner;
    this.#authorizer = authorizer;
  }

  query: Call<'query'> = async (query, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.query(query, options);
  };

  get: Call<'get'> = async (asset, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.get(asset, options);
  };

  metadata: Call<'metadata'> = async (asset, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.metadata(asset, options);
  };

  check: Call<'check'> = async (text, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.check(text, options);
  };

  mend: Call<'mend'> = async (text, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.mend(text, options);
  };

  importMetadata: Call<'importMetadata'> = async (text, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.importMetadata(text, options);
  };

  problems: Call<'problems'> = async (page, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.problems(page, options);
  };

  changes: Call<'changes'> = async (page, options) => {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#inner.changes(page, options);
  };

  refresh: Call<'refresh'> = async (which, options) => {
    await this.#authorizer.require(assetRefreshPermission, options.credentials);
    return this.#inner.refresh(which, options);
  };
}
