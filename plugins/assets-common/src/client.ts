import { ResponseError } from '@backstage/errors';
import type { AssetKind } from './kinds';
import {
  assetFacets,
  type Asset,
  type AssetCheck,
  type AssetPage,
  type AssetQuery,
} from './types';

/** The assets API as pages, CLI and other rooms see it. @public */
export interface AssetsApi {
  query(query: AssetQuery): Promise<AssetPage>;
  get(kind: AssetKind, name: string): Promise<Asset>;
  /** Checks the text of an ai4-metadata.yml, or of one of our own files. */
  check(content: string): Promise<AssetCheck>;
  /** The metadata as a file: what was published, or our own shape. */
  download(
    kind: AssetKind,
    name: string,
    format: 'source' | 'json' | 'yaml',
  ): Promise<string>;
}

/** @public */
export class AssetsClient implements AssetsApi {
  readonly #baseUrl: string;
  readonly #fetch: (url: string, init?: RequestInit) => Promise<Response>;

  /** `baseUrl` ends before `/v1`: `plugin://assets`, or `https://portal/api/assets`. */
  constructor(options: {
    baseUrl: string;
    fetch: (url: string, init?: RequestInit) => Promise<Response>;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  async query(query: AssetQuery): Promise<AssetPage> {
    const response = await this.#request(`/assets?${assetSearchParams(query)}`);
    return response.json();
  }

  async get(kind: AssetKind, name: string): Promise<Asset> {
    const response = await this.#request(`/assets/${path(kind, name)}`);
    return response.json();
  }

  async check(content: string): Promise<AssetCheck> {
    const response = await this.#request('/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content }),
    });
    return response.json();
  }

  async download(
    kind: AssetKind,
    name: string,
    format: 'source' | 'json' | 'yaml',
  ): Promise<string> {
    const response = await this.#request(
      `/assets/${path(kind, name)}/metadata?format=${format}`,
    );
    return response.text();
  }

  async #request(where: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${where}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function path(kind: AssetKind, name: string): string {
  return `${kind}/${encodeURIComponent(name)}`;
}

/**
 * A query as it stands in the address of the API and of the pages: one
 * parameter per value, so that a value may hold a comma.
 *
 * @public
 */
export function assetSearchParams(query: AssetQuery): URLSearchParams {
  const params = new URLSearchParams();
  const { facets = {}, ...rest } = query;
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  for (const facet of assetFacets) {
    for (const value of facets[facet] ?? []) params.append(facet, value);
  }
  return params;
}
