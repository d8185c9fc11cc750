import type { AssetQuery } from '@astrolabe/plugin-assets-common';
import { LRUCache } from 'lru-cache';
import type { AssetView } from '../service/types';
import type { AssetCount, AssetIndex } from './AssetIndex';

const COUNTS_KEPT = 10_000;

/** How much searches find; what was counted holds until an asset changes. */
export class AssetCounter {
  readonly #index: AssetIndex;
  readonly #counts = new LRUCache<string, AssetCount>({ max: COUNTS_KEPT });
  readonly #views = new WeakMap<AssetView, number>();
  #viewsSeen = 0;
  #countedAt = 0;

  constructor(index: AssetIndex) {
    this.#index = index;
  }

  /** The number of the last change that is counted. */
  get seen(): number {
    return this.#index.seen;
  }

  count(query: AssetQuery, since: number, shows?: AssetView): AssetCount {
    if (this.#countedAt !== this.seen) {
      this.#counts.clear();
      this.#countedAt = this.seen;
    }
    const { kind, text, facets } = query;
    const key = JSON.stringify([
      ...[kind, text, facets, since],
      shows && this.#numberOf(shows),
    ]);
    const known = this.#counts.get(key);
    if (known) return known;
    const count = this.#index.count(query, since, shows);
    this.#counts.set(key, count);
    return count;
  }

  #numberOf(view: AssetView): number {
    const known = this.#views.get(view);
    if (known) return known;
    this.#views.set(view, ++this.#viewsSeen);
    return this.#viewsSeen;
  }
}
