import {
  assetEntityRef,
  OWN_CATALOGUE,
  parseAssetRef,
  type AssetKind,
  type AssetPage,
  type AssetQuery,
  type AssetRelation,
  type AssetSort,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';
import type { AssetView } from '../service/types';
import { assetKey, type StoredAsset, type StoredManifest } from '../database';
import { decodeCursor, encodeCursor } from './cursor';
import { FacetTable } from './FacetTable';
import { firstOf } from './firstOf';
import { Ranking } from './Ranking';
import { TextIndex, type TextHits } from './TextIndex';

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
    this.#text.put(slot, asset.indexed);
    this.#facets.set(slot, {
      ...asset.indexed.summary,
      catalogue: asset.indexed.summary.catalogue ?? OWN_CATALOGUE,
    });
    this.#link(key, asset.indexed.dependsOn, true);
    this.#ranking.set(slot, asset);
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
      .filter(({ indexed }) => shows(indexed.summary))
      .filter(
        asset =>
          asset.indexed.problems.length > 0 || !this.summary(asset).valid,
      )
      .sort((a, b) => (assetKey(a) < assetKey(b) ? -1 : 1));
  }

  query(query: AssetQuery, shows?: AssetView): AssetPage {
    const hits = this.#hits(query.text);
    const { slots, facets } = this.#facets.narrow(
      this.#candidates({ kind: query.kind, hits, shows }),
      query.facets ?? {},
    );
    const before = this.#order(query.sort, hits);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { start, shown } = this.#page(slots, {
      ...{ before, limit, hits, shows },
      cursor: query.cursor,
    });
    const end = start + shown.length;
    const items = shown.map(slot => this.summary(this.#assets[slot]!));
    return {
      items,
      totalItems: slots.length,
      facets,
      ...(end < slots.length && items.length > 0
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
    { kind, text = '', facets = {} }: AssetQuery,
    since: number,
    shows: AssetView = showsAll,
  ): AssetCount {
    const passes = this.#facets.passing(facets);
    const count = { total: 0, added: 0 };
    const hits = this.#text.search(text);
    for (const slot of hits?.slots ?? this.#assets.keys()) {
      const asset = this.#assets[slot];
      if (!asset || (kind && asset.kind !== kind) || !passes(slot)) continue;
      if (!shows(asset.indexed.summary)) continue;
      count.total++;
      if ((asset.addedSeq ?? 0) > since) count.added++;
    }
    return count;
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

  /** What has the words, if these are any, better where it is launched more often. */
  #hits(text = ''): TextHits | undefined {
    const found = this.#text.search(text);
    if (!found) return undefined;
    const { slots, scores } = found;
    for (const slot of slots) {
      scores[slot] *= popularity(this.#assets[slot]!.launches);
    }
    return { slots, scores };
  }

  #candidates(options: {
    kind?: AssetKind;
    hits?: TextHits;
    shows?: AssetView;
  }): number[] {
    const { kind, hits, shows } = options;
    const candidates: number[] = [];
    for (const slot of hits?.slots ?? this.#assets.keys()) {
      const asset = this.#assets[slot];
      if (!asset || (kind && asset.kind !== kind)) continue;
      if (!shows || shows(asset.indexed.summary)) candidates.push(slot);
    }
    return candidates;
  }

  #order(
    sort: AssetSort = 'relevance',
    hits: TextHits | undefined,
  ): (a: number, b: number) => number {
    const isByScore = sort === 'relevance' && hits;
    const ranks = this.#ranking.ranks(sort === 'relevance' ? 'name' : sort);
    const byRank = (a: number, b: number) => ranks[a] - ranks[b];
    if (!isByScore) return byRank;
    const { scores } = hits;
    return (a, b) => scores[b] - scores[a] || byRank(a, b);
  }

  /** Behind the last asset of the page before, wherever it is now. */
  #page(
    slots: number[],
    options: {
      before: (a: number, b: number) => number;
      limit: number;
      hits: TextHits | undefined;
      shows: AssetView | undefined;
      cursor: string | undefined;
    },
  ): { start: number; shown: number[] } {
    const { before, limit, hits, shows = showsAll, cursor } = options;
    if (!cursor) return { start: 0, shown: firstOf(slots, limit, before) };
    const { after, offset } = decodeCursor(cursor);
    const last = this.#slots.get(after);
    if (
      last === undefined ||
      (hits && !hits.slots.includes(last)) ||
      !shows(this.#assets[last]!.indexed.summary)
    ) {
      // It was one of those before, and is gone, or hidden from who asks.
      const start = Math.max(offset - 1, 0);
      const shown = firstOf(slots, start + limit, before).slice(start);
      return { start, shown };
    }
    const rest = slots.filter(slot => before(last, slot) < 0);
    return {
      start: slots.length - rest.length,
      shown: firstOf(rest, limit, before),
    };
  }

  #remove(key: string, slot: number): void {
    this.#link(key, this.#assets[slot]!.indexed.dependsOn, false);
    this.#slots.delete(key);
    this.#assets[slot] = undefined;
    this.#text.remove(slot);
    this.#facets.set(slot, {});
    this.#free.push(slot);
    this.#ranking.set(slot, undefined);
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
