import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AssetService, AssetView, CallerOptions } from './types';

type Call<K extends keyof AssetService> = AssetService[K];

/** What may be asked without signing in. */
export type OpenAssets = Pick<AssetService, 'query' | 'get'>;

/**
 * Shows to who has not signed in what everybody can read where it is from: to them
 * nothing else is there. Everybody else is asked for their permission as always.
 */
export class OpenAssetService implements OpenAssets {
  readonly #all: OpenAssets;
  readonly #authorized: OpenAssets;

  /** @param options.all - that which asks for no permission, and tells of no use */
  constructor(options: { all: OpenAssets; authorized: OpenAssets }) {
    this.#all = options.all;
    this.#authorized = options.authorized;
  }

  query: Call<'query'> = async (query, options) =>
    isNobody(options.credentials)
      ? this.#all.query(query, onlyPublic(options))
      : this.#authorized.query(query, options);

  get: Call<'get'> = async (asset, options) =>
    isNobody(options.credentials)
      ? this.#all.get(asset, onlyPublic(options))
      : this.#authorized.get(asset, options);
}

/** Whether a request brought nothing to know its caller by. */
export function isNobody({ principal }: BackstageCredentials): boolean {
  return (principal as { type?: string }).type === 'none';
}

const showsPublic: AssetView = ({ isPublic }) => isPublic === true;

/** Of each view one, by which is known what it shows. */
const publicParts = new WeakMap<AssetView, AssetView>();

function onlyPublic({ credentials, shows }: CallerOptions): CallerOptions {
  if (!shows) return { credentials, shows: showsPublic };
  const part: AssetView =
    publicParts.get(shows) ?? (asset => showsPublic(asset) && shows(asset));
  publicParts.set(shows, part);
  return { credentials, shows: part };
}
