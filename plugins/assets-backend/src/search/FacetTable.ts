import {
  assetFacets,
  type AssetFacet,
  type AssetPage,
} from '@astrolabe/plugin-assets-common';

/** Values of a facet that an answer lists at most, besides the chosen ones. */
const VALUES_LISTED = 100;

/** How many facets a slot fails, where it is not one. */
const NONE = -1;
const SEVERAL = -2;

type Valued = Partial<Record<AssetFacet, string | string[]>>;

/** The values of one facet, as numbers, and which slot has which. */
class Facet {
  readonly values: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly slots: number[][] = [];

  set(slot: number, values: string[]) {
    this.slots[slot] = values.map(value => this.idOf(value));
  }

  idOf(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.push(value) - 1;
    this.#ids.set(value, id);
    return id;
  }

  /** Undefined: everything passes. */
  chosen(values: string[] | undefined): Uint8Array | undefined {
    if (!values?.length) return undefined;
    const flags = new Uint8Array(this.values.length);
    for (const value of values) {
      const id = this.#ids.get(value);
      if (id !== undefined) flags[id] = 1;
    }
    return flags;
  }
}

/**
 * Narrows slots by facets and counts, in one pass over them. A slot that passes
 * every facet is a result and counts in all of them; one that fails exactly one
 * facet counts in that one alone, because there the count says what choosing
 * another value of the same facet would add.
 */
export class FacetTable {
  readonly #facets = assetFacets.map(() => new Facet());

  set(slot: number, valued: Valued) {
    assetFacets.forEach((facet, i) => {
      const value = valued[facet] ?? [];
      this.#facets[i].set(slot, typeof value === 'string' ? [value] : value);
    });
  }

  narrow(
    slots: Iterable<number>,
    chosen: Partial<Record<AssetFacet, string[]>>,
  ): { slots: number[]; facets: AssetPage['facets'] } {
    const flags = this.#facets.map((facet, i) =>
      facet.chosen(chosen[assetFacets[i]]),
    );
    const counts = this.#facets.map(f => new Uint32Array(f.values.length));
    const results: number[] = [];
    for (const slot of slots) {
      const failed = this.#failed(slot, flags);
      if (failed === NONE) {
        results.push(slot);
        for (let i = 0; i < counts.length; i++) this.#count(slot, i, counts);
      } else if (failed >= 0) {
        this.#count(slot, failed, counts);
      }
    }
    return { slots: results, facets: this.#list(counts, chosen) };
  }

  /** The one facet that a slot fails; or that it fails none, or several. */
  #failed(slot: number, flags: (Uint8Array | undefined)[]): number {
    let failed = NONE;
    for (let i = 0; i < flags.length; i++) {
      const flag = flags[i];
      if (!flag) continue;
      const ids = this.#facets[i].slots[slot];
      let passes = false;
      for (let j = 0; j < ids.length && !passes; j++) {
        passes = flag[ids[j]] === 1;
      }
      if (passes) continue;
      if (failed !== NONE) return SEVERAL;
      failed = i;
    }
    return failed;
  }

  #count(slot: number, facet: number, counts: Uint32Array[]) {
    const ids = this.#facets[facet].slots[slot];
    for (let j = 0; j < ids.length; j++) counts[facet][ids[j]]++;
  }

  #list(
    counts: Uint32Array[],
    chosen: Partial<Record<AssetFacet, string[]>>,
  ): AssetPage['facets'] {
    const lists = assetFacets.map((facet, i) => {
      const { values } = this.#facets[i];
      const wanted = new Set(chosen[facet] ?? []);
      const found = values.flatMap((value, id) =>
        counts[i][id] > 0 ? [{ value, count: counts[i][id] }] : [],
      );
      found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      const listed = found.filter(
        ({ value }, rank) => rank < VALUES_LISTED || wanted.has(value),
      );
      const present = new Set(listed.map(({ value }) => value));
      const absent = [...wanted].filter(value => !present.has(value));
      return [
        facet,
        [...listed, ...absent.map(value => ({ value, count: 0 }))],
      ];
    });
    return Object.fromEntries(lists);
  }
}
