import type { AssetSort } from '@astrolabe/plugin-assets-common';
import type { StoredAsset } from '../database';
import { plain } from './words';

type Sorted = Exclude<AssetSort, 'relevance'>;

/** What assets are ordered by. */
interface Key {
  title: string;
  created: string;
  added: string;
  launches: number;
}

/** Two keys in an order: below 0 where the first one comes first. */
const orders: Record<Sorted, (a: Key, b: Key) => number> = {
  name: () => 0,
  newest: (a, b) => compare(b.created, a.created),
  added: (a, b) => compare(b.added, a.added) || compare(b.created, a.created),
  'most-used': (a, b) => b.launches - a.launches,
};

/**
 * The order of assets, as the rank of every slot, so that a query only compares
 * numbers. After changes, only what has changed is put in its place anew: at
 * 100,000 assets, ordering all of them takes longer than anybody waits.
 */
export class Ranking {
  readonly #keys: (Key | undefined)[] = [];
  readonly #orders = new Map<Sorted, Mended>();

  set(slot: number, asset: StoredAsset | undefined): void {
    const before = this.#keys[slot];
    const key = asset && {
      title: plain(asset.indexed.summary.title),
      created: asset.indexed.summary.createdAt ?? '',
      added: asset.addedAt ?? '',
      launches: asset.launches,
    };
    this.#keys[slot] = key;
    for (const [sort, order] of this.#orders) {
      const isSame =
        before &&
        key &&
        before.title === key.title &&
        orders[sort](before, key) === 0;
      if (!isSame) order.changed.add(slot);
    }
  }

  /** Makes every order now. */
  settle(): void {
    Object.keys(orders).forEach(sort => this.order(sort as Sorted));
  }

  order(sort: Sorted): Order {
    const known = this.#orders.get(sort);
    if (known && known.changed.size === 0) return known;
    const order = this.#ordered(sort, known);
    this.#orders.set(sort, order);
    return order;
  }

  #ordered(sort: Sorted, known: Mended | undefined): Mended {
    const keys = this.#keys;
    const before = (a: number, b: number) =>
      orders[sort](keys[a]!, keys[b]!) ||
      compare(keys[a]!.title, keys[b]!.title) ||
      a - b;
    const changed = known?.changed ?? new Set(keys.keys());
    const added = [...changed].filter(slot => keys[slot]).sort(before);
    const kept = known?.slots.filter(slot => !changed.has(slot)) ?? [];
    const slots = merge(kept, added, before);
    const ranks = new Int32Array(keys.length);
    slots.forEach((slot, rank) => {
      ranks[slot] = rank;
    });
    return { slots, ranks, changed: new Set() };
  }
}

/** Slots in an order, and of each slot where it stands. */
export interface Order {
  slots: number[];
  ranks: Int32Array;
}

interface Mended extends Order {
  /** Slots that are no longer where they belong. */
  changed: Set<number>;
}

function merge(
  one: number[],
  other: number[],
  before: (a: number, b: number) => number,
): number[] {
  if (one.length === 0) return other;
  const merged: number[] = [];
  let i = 0;
  for (const slot of one) {
    while (i < other.length && before(other[i], slot) < 0) {
      merged.push(other[i++]);
    }
    merged.push(slot);
  }
  while (i < other.length) merged.push(other[i++]);
  return merged;
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
