import {
  assetEntityRef,
  parseAssetRef,
  type AssetKind,
  type AssetPage,
  type AssetQuery,
  type AssetRelation,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';
import type { AssetView } from '../service/types';
import { assetKey, type StoredAsset, type StoredManifest } from '../database';
import { decodeCursor, encodeCursor } from './cursor';
import { FacetTable } from './FacetTable';
import { Ranking } from './Ranking';
import { TextIndex } from './TextIndex';

const showsAll: AssetView = () => true;

/** Assets on a page unless the query says otherwise. */
const DEFAULT_LIMIT = 24;

/**
 * Everything that lists, search and facets need, in memory. Each asset has a
 * slot, a small number that all parts know it by.
 */
export class AssetIndex {
  readonly #slots = new Map<string, number>();
  readonly #assets: (StoredAsset | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #manifests = new Map<string, StoredManifest>();
  /** Keys of the assets that name an entity ref. */
  readonly #dependents = new Map<string, Set<string>>();
  readonly #text = new TextIndex();
  readonly #facets = new FacetTable();
  readonly #ranking = new Ranking();

  get size(): number {
    return this.#slots.size;
  }

  put(asset: StoredAsset): void {
    const key = assetKey(asset);
    const present = this.#slots.get(key);
    if (asset.removed) {
      if (present !== undefined) this.#remove(key, present);
      return;
    }
    const slot = present ?? this.#free.pop() ?? this.#assets.length;
    const before = this.#assets[slot];
    if (before) this.#link(key, before.indexed.dependsOn, false);
    this.#slots.set(key, slot);
    this.#assets[slot] = asset;
    this.#text.put(slot, asset.indexed);
    this.#facets.set(slot, asset.indexed.summary);
    this.#link(key, asset.indexed.dependsOn, true);
    this.#ranking.changed();
  }

  putManifest(manifest: StoredManifest): void {
    if (manifest.removed) this.#manifests.delete(manifest.id);
    else this.#manifests.set(manifest.id, manifest);
  }

  manifest(id: string): StoredManifest | undefined {
    return this.#manifests.get(id);
  }

  get manifestIds(): string[] {
    return [...this.#manifests.keys()].sort();
  }

  get(kind: AssetKind, name: string): StoredAsset | undefined {
    const slot = this.#slots.get(assetKey({ kind, name }));
    return slot === undefined ? undefined : this.#assets[slot];
  }

  /** All assets that have something wrong, by kind and name. */
  withProblems(shows: AssetView = showsAll): StoredAsset[] {
    return this.#assets
      .filter(asset => asset !== undefined)
      .filter(({ indexed }) => shows(indexed.summary))
      .filter(
        asset =>
          asset.indexed.problems.length > 0 || !this.summary(asset).valid,
      )
      .sort((a, b) => (assetKey(a) < assetKey(b) ? -1 : 1));
  }

  query(query: AssetQuery, shows?: AssetView): AssetPage {
    const scores = query.text ? this.#text.search(query.text) : undefined;
    const { slots, facets } = this.#facets.narrow(
      this.#candidates({ kind: query.kind, scores, shows }),
      query.facets ?? {},
    );
    const sort = query.sort ?? (scores ? 'relevance' : 'name');
    const ordered = this.#ranking.order(slots, {
      sort: sort === 'relevance' && !scores ? 'name' : sort,
      assets: this.#assets,
      scores,
    });
    const start = this.#startOf(ordered, query.cursor);
    const end = start + (query.limit ?? DEFAULT_LIMIT);
    const items = ordered
      .slice(start, end)
      .map(slot => this.summary(this.#assets[slot]!));
    return {
      items,
      totalItems: ordered.length,
      facets,
      ...(end < ordered.length
        ? {
            nextCursor: encodeCursor({
              after: assetKey(items.at(-1)!),
              offset: end,
            }),
          }
        : {}),
    };
  }

  summary(asset: StoredAsset): AssetSummary {
    const { summary, manifest } = asset.indexed;
    const shared =
      manifest && 'shared' in manifest
        ? this.#manifests.get(manifest.shared)
        : undefined;
    const isShared = manifest !== undefined && 'shared' in manifest;
    const isManifestGood = isShared
      ? shared?.problems.every(({ severity }) => severity !== 'error') ?? false
      : true;
    return {
      ...summary,
      entityRef: assetEntityRef(asset.kind, asset.name),
      launches: asset.launches,
      valid: summary.valid && isManifestGood,
      launchable: manifest !== undefined && isManifestGood,
    };
  }

  /** What an asset builds on, what builds on it, and whose it is. */
  relations(asset: StoredAsset, shows: AssetView = showsAll): AssetRelation[] {
    const { dependsOn, owner } = asset.indexed;
    const ref = assetEntityRef(asset.kind, asset.name);
    const isShown = (key: string) => {
      const slot = this.#slots.get(key);
      return slot === undefined || shows(this.#assets[slot]!.indexed.summary);
    };
    const dependents = [...(this.#dependents.get(ref) ?? [])]
      .filter(isShown)
      .sort();
    const shownOf = (other: string) => {
      const named = parseAssetRef(other);
      return !named || isShown(assetKey(named));
    };
    return [
      ...dependsOn.filter(shownOf).map(entityRef => ({
        type: 'dependsOn' as const,
        entityRef,
        ...this.#naming(entityRef),
      })),
      ...dependents.map(key => {
        const dependent = this.#assets[this.#slots.get(key)!]!;
        return {
          type: 'dependencyOf' as const,
          entityRef: assetEntityRef(dependent.kind, dependent.name),
          ...namingOf(dependent),
        };
      }),
      ...(owner
        ? [
            {
              type: 'ownedBy' as const,
              entityRef: owner,
              ...this.#naming(owner),
            },
          ]
        : []),
    ];
  }

  *#candidates(options: {
    kind?: AssetKind;
    scores?: Map<number, number>;
    shows?: AssetView;
  }): Generator<number> {
    const { kind, scores, shows } = options;
    for (const slot of scores?.keys() ?? this.#assets.keys()) {
      const asset = this.#assets[slot];
      if (!asset || (kind && asset.kind !== kind)) continue;
      if (!shows || shows(asset.indexed.summary)) yield slot;
    }
  }

  /** Behind the last asset of the page before, wherever it is now. */
  #startOf(ordered: number[], cursor: string | undefined): number {
    if (!cursor) return 0;
    const { after, offset } = decodeCursor(cursor);
    const slot = this.#slots.get(after);
    const at = slot === undefined ? -1 : ordered.indexOf(slot);
    return at < 0 ? offset : at + 1;
  }

  #remove(key: string, slot: number): void {
    this.#link(key, this.#assets[slot]!.indexed.dependsOn, false);
    this.#slots.delete(key);
    this.#assets[slot] = undefined;
    this.#text.remove(slot);
    this.#facets.set(slot, {});
    this.#free.push(slot);
    this.#ranking.changed();
  }

  #link(key: string, refs: string[], isThere: boolean): void {
    for (const ref of refs.map(r => r.toLowerCase())) {
      const keys = this.#dependents.get(ref) ?? new Set();
      if (isThere) keys.add(key);
      else keys.delete(key);
      if (keys.size > 0) this.#dependents.set(ref, keys);
      else this.#dependents.delete(ref);
    }
  }

  #naming(ref: string): Naming {
    const [, rest = ref] = /^[^:]+:[^/]+\/(.+)$/.exec(ref) ?? [];
    const asset = parseAssetRef(ref);
    const slot = asset && this.#slots.get(assetKey(asset));
    return slot === undefined ? { title: rest } : namingOf(this.#assets[slot]!);
  }
}

type Naming = Pick<AssetRelation, 'title' | 'translations'>;

function namingOf({ indexed }: StoredAsset): Naming {
  const { title, translations } = indexed.summary;
  return { title, translations };
}
