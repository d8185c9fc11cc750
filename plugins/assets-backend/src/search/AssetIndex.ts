import {
  assetEntityRef,
  OWN_CATALOGUE,
  parseAssetRef,
  type AssetKind,
  type AssetPage,
  type AssetQuery,
  type AssetRelation,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';
import type { AssetView } from '../service/types';
import { assetKey, type StoredAsset, type StoredManifest } from '../database';
import { Bits } from './Bits';
import { decodeCursor, encodeCursor } from './cursor';
import { FacetTable } from './FacetTable';
import { pageOf, type Page } from './pageOf';
import { Ranking } from './Ranking';
import { TextIndex, type TextHits } from './TextIndex';
import { Views } from './Views';

const showsAll: AssetView = () => true;

/** How many a query finds, and how many of them are new. */
export interface AssetCount {
  total: number;
  added: number;
}

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
  readonly #views = new Views(this.#assets);
  #seen = 0;

  /** The number of the last change that is in it, with all before. */
  get seen(): number {
    return this.#seen;
  }

  get size(): number {
    return this.#slots.size;
  }

  put(asset: StoredAsset): void {
    this.#seen = Math.max(this.#seen, asset.seq);
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
    // Its text is in the index of words, and nobody else wants it.
    this.#assets[slot] = { ...asset, indexed: { ...asset.indexed, text: '' } };
    this.#text.put(slot, asset.indexed, popularity(asset.launches));
    this.#facets.set(slot, {
      ...asset.indexed.summary,
      catalogue: asset.indexed.summary.catalogue ?? OWN_CATALOGUE,
    });
    this.#link(key, asset.indexed.dependsOn, true);
    this.#ranking.set(slot, asset);
    this.#views.set(slot);
  }

  /** Puts what has changed in its place, so that no query has to. */
  settle(): void {
    this.#ranking.settle();
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
      .filter(({ indexed }) => shows(indexed))
      .filter(
        asset =>
          asset.indexed.problems.length > 0 || !this.summary(asset).valid,
      )
      .sort((a, b) => (assetKey(a) < assetKey(b) ? -1 : 1));
  }

  query(query: AssetQuery, shows?: AssetView): AssetPage {
    const hits = this.#text.search(query.text ?? '');
    const { slots, facets } = this.#facets.narrow(
      this.#changed(
        this.#candidates(hits, query.kind, shows),
        query.changedSince,
      ),
      query.facets ?? {},
    );
    const totalItems = slots.size;
    const { start, shown } = this.#page(slots, query, hits);
    const end = start + shown.length;
    const items = shown.map(slot => this.summary(this.#assets[slot]!));
    return {
      items,
      totalItems,
      facets,
      ...(end < totalItems && items.length > 0
        ? {
            nextCursor: encodeCursor({
              after: assetKey(items.at(-1)!),
              offset: end,
            }),
          }
        : {}),
    };
  }

  /** How many a query finds, and how many of them came after a change. */
  count(
    { kind, text, facets = {} }: AssetQuery,
    since: number,
    shows?: AssetView,
  ): AssetCount {
    const hits = this.#text.search(text ?? '');
    const found = this.#facets
      .passing(this.#candidates(hits, kind, shows), facets)
      .slots();
    const added = found.filter(
      slot => (this.#assets[slot]!.addedSeq ?? 0) > since,
    );
    return { total: found.length, added: added.length };
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
      ...(asset.addedAt ? { addedAt: asset.addedAt } : {}),
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
      return slot === undefined || shows(this.#assets[slot]!.indexed);
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

  #candidates(
    hits: TextHits | undefined,
    kind: AssetKind | undefined,
    shows: AssetView | undefined,
  ): Bits {
    const shown = this.#views.shown(kind, shows);
    return hits ? hits.slots.and(shown) : shown;
  }

  /** What changed since an instant; of what nobody knows when, it may have. */
  #changed(found: Bits, since: string | undefined): Bits {
    if (since === undefined) return found;
    const changed = new Bits();
    for (const slot of found.slots()) {
      const { changedAt } = this.#assets[slot]!;
      if (!changedAt || changedAt >= since) changed.set(slot, true);
    }
    return changed;
  }

  /** Behind the last asset of the page before, wherever it is now. */
  #page(
    found: Bits,
    { sort = 'relevance', limit = DEFAULT_LIMIT, cursor }: AssetQuery,
    hits: TextHits | undefined,
  ): Page {
    const order = this.#ranking.order(sort === 'relevance' ? 'name' : sort);
    const scores = sort === 'relevance' ? hits?.scores : undefined;
    if (!cursor) return pageOf(found, { order, scores, limit, start: 0 });
    const { after, offset } = decodeCursor(cursor);
    const last = this.#slots.get(after);
    // It was one of those before, and is gone, or hidden from who asks.
    const isGone = last === undefined || !found.has(last);
    const from = isGone ? { start: Math.max(offset - 1, 0) } : { last };
    return pageOf(found, { order, scores, limit, ...from });
  }

  #remove(key: string, slot: number): void {
    this.#link(key, this.#assets[slot]!.indexed.dependsOn, false);
    this.#slots.delete(key);
    this.#assets[slot] = undefined;
    this.#text.remove(slot);
    this.#facets.set(slot, {});
    this.#free.push(slot);
    this.#ranking.set(slot, undefined);
    this.#views.set(slot);
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

/** 1 for what nobody has launched, 1.25 after a thousand launches. */
function popularity(launches: number): number {
  return 1 + Math.log10(1 + launches) / 12;
}
