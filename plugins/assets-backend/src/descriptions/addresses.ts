import type {
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  assetKinds,
  assetSearchParams,
  parseAssetRef,
  type Asset,
  type AssetKind,
  type AssetQuery,
} from '@astrolabe/plugin-assets-common';
import type { Subject } from '@astrolabe/profiles';

/** Where assets are had, from outside: in the API, and on pages. */
export class Addresses {
  /** What is said of the portal itself. */
  readonly portal: { title: string; homepage: string };
  readonly #api: string;

  constructor(options: { title: string; homepage: string; api: string }) {
    this.portal = { title: options.title, homepage: options.homepage };
    this.#api = options.api;
  }

  static async read(deps: {
    config: RootConfigService;
    discovery: DiscoveryService;
  }): Promise<Addresses> {
    const api = await deps.discovery.getExternalBaseUrl('assets');
    const homepage = deps.config.getOptionalString('app.baseUrl') ?? api;
    return new Addresses({
      title: deps.config.getOptionalString('app.title') ?? 'Astrolabe',
      homepage: homepage.replace(/\/$/, ''),
      api: `${api}/v1`,
    });
  }

  asset(kind: AssetKind, name: string): string {
    return `${this.#api}/assets/${kind}/${encodeURIComponent(name)}`;
  }

  catalogue(query: {
    cursor?: string;
    limit?: number;
    modifiedSince?: string;
    format?: string;
  }): string {
    const params = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      ),
    );
    return `${this.#api}/catalogue${params.size > 0 ? `?${params}` : ''}`;
  }

  /** Where a person sees it. */
  page(kind: AssetKind, name: string): string {
    const { plural } = assetKinds.find(({ id }) => id === kind)!;
    return `${this.portal.homepage}/${plural}/${encodeURIComponent(name)}`;
  }

  /** Of what a query finds at the portal of a community. */
  feed(query: AssetQuery, community: string): string {
    const params = assetSearchParams(query);
    params.set('community', community);
    return `${this.#api}/assets.atom?${params}`;
  }

  subject(asset: Asset): Subject {
    return {
      asset,
      id: this.asset(asset.kind, asset.name),
      page: this.page(asset.kind, asset.name),
      madeAt: new Date().toISOString(),
      idOf: ref => {
        const named = parseAssetRef(ref);
        return named && this.asset(named.kind, named.name);
      },
    };
  }
}
