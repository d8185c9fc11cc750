import type { AssetSort } from '@astrolabe/plugin-assets-common';
import type { StoredAsset } from '../database';

type Sorted = Exclude<AssetSort, 'relevance'>;
type Slots = readonly (StoredAsset | undefined)[];

/**
 * The order of assets. Each order is made once after a change, as the rank of
 * every slot, so that a query only sorts numbers.
 */
export class Ranking {
  readonly #ranks = new Map<Sorted, Int32Array>();

  changed(): void {
    this.#ranks.clear();
  }

  order(
    slots: number[],
    options: {
      sort: AssetSort;
      assets: Slots;
      scores?: Map<number, number>;
    },
  ): number[] {
    const { sort, assets, scores } = options;
    if (sort === 'relevance') {
      const ranks = this.#ranksOf('name', assets);
      const score = (slot: number) => scores?.get(slot) ?? 0;
      return slots.sort((a, b) => score(b) - score(a) || ranks[a] - ranks[b]);
    }
    const ranks = this.#ranksOf(sort, assets);
    return slots.sort((a, b) => ranks[a] - ranks[b]);
  }

  #ranksOf(sort: Sorted, assets: Slots): Int32Array {
    const present = this.#ranks.get(sort);
    if (present) return present;
    const ranks = makeRanks(sort, assets);
    this.#ranks.set(sort, ranks);
    return ranks;
  }
}

function makeRanks(sort: Sorted, assets: Slots): Int32Array {
  const entries = assets.flatMap((asset, slot) =>
    asset
      ? [
          {
            slot,
            title: plain(asset.indexed.summary.title),
            created: asset.indexed.summary.createdAt ?? '',
            launches: asset.launches,
          },
        ]
      : [],
  );
  const by = (a: string, b: string) => Number(a > b) - Number(a < b);
  entries.sort((a, b) => {
    const first = {
      name: 0,
      newest: by(b.created, a.created),
      'most-used': b.launches - a.launches,
    }[sort];
    return first || by(a.title, b.title) || a.slot - b.slot;
  });
  const ranks = new Int32Array(assets.length);
  entries.forEach(({ slot }, rank) => {
    ranks[slot] = rank;
  });
  return ranks;
}

function plain(title: string): string {
  return title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
