import {
  assetFacets,
  type AssetFacet,
  type AssetPage,
} from '@astrolabe/plugin-assets-common';

/** Values of a facet that an answer lists at most, besides the chosen ones. */
const VALUES_LISTED = 100;

type Valued = Partial<Record<AssetFacet, string | string[]>>;
type Chosen = Partial<Record<AssetFacet, string[]>>;

/**
 * Narrows slots by facets and counts, in one pass over them. A slot that passes
 * every facet is a result and counts in all of them; one that fails exactly one
 * facet counts in that one alone, because there the count says what choosing
 * another value of the same facet would add.
 */
export class FacetTable {
  /** Values of all facets have numbers of one row, in which a slot's stand together. */
  readonly #values: string[] = [];
  readonly #facetOf: number[] = [];
  /** How many slots have each value. What none has gives its number to another. */
  readonly #uses: number[] = [];
  readonly #free: number[] = [];
  readonly #ids = assetFacets.map(() => new Map<string, number>());
  readonly #slots: Uint32Array[] = [];

  set(slot: number, valued: Valued) {
    const before = this.#slots[slot] ?? [];
    const ids = assetFacets.flatMap((facet, i) =>
      [valued[facet] ?? []].flat().map(value => this.#idOf(i, value)),
    );
    this.#slots[slot] = Uint32Array.from(new Set(ids));
    this.#slots[slot].forEach(id => this.#uses[id]++);
    before.forEach(id => this.#release(id));
  }

  narrow(
    slots: number[],
    chosen: Chosen,
  ): { slots: number[]; facets: AssetPage['facets'] } {
    const { wanted, bits } = this.#chosen(chosen);
    const facetOf = this.#facetOf;
    const counts = new Uint32Array(facetOf.length);
    const results: number[] = [];
    for (const slot of slots) {
      const ids = this.#slots[slot];
      let failed = bits;
      if (bits) {
        for (let i = 0; i < ids.length; i++) failed &= ~wanted[ids[i]];
      }
      if (failed === 0) {
        results.push(slot);
        for (let i = 0; i < ids.length; i++) counts[ids[i]]++;
      } else if ((failed & (failed - 1)) === 0) {
        for (let i = 0; i < ids.length; i++) {
          if (1 << facetOf[ids[i]] === failed) counts[ids[i]]++;
        }
      }
    }
    return { slots: results, facets: this.#list(counts, chosen) };
  }

  /** Whether a slot passes every facet: for who wants nothing listed. */
  passing(chosen: Chosen): (slot: number) => boolean {
    const { wanted, bits } = this.#chosen(chosen);
    return slot => {
      const ids = this.#slots[slot];
      let failed = bits;
      for (let i = 0; failed && i < ids.length; i++) failed &= ~wanted[ids[i]];
      return failed === 0;
    };
  }

  /** A bit for each facet in which something is chosen; each value has its facet's if it is. */
  #chosen(chosen: Chosen): { wanted: Uint8Array; bits: number } {
    const wanted = new Uint8Array(this.#values.length);
    let bits = 0;
    assetFacets.forEach((facet, i) => {
      const values = chosen[facet] ?? [];
      if (values.length > 0) bits |= 1 << i;
      for (const value of values) {
        const id = this.#ids[i].get(value);
        if (id !== undefined) wanted[id] = 1 << i;
      }
    });
    return { wanted, bits };
  }

  #idOf(facet: number, value: string): number {
    const known = this.#ids[facet].get(value);
    if (known !== undefined) return known;
    const id = this.#free.pop() ?? this.#values.length;
    this.#values[id] = value;
    this.#facetOf[id] = facet;
    this.#uses[id] = 0;
    this.#ids[facet].set(value, id);
    return id;
  }

  #release(id: number): void {
    if (--this.#uses[id] > 0) return;
    this.#ids[this.#facetOf[id]].delete(this.#values[id]);
    this.#free.push(id);
  }

  #list(counts: Uint32Array, chosen: Chosen): AssetPage['facets'] {
    const found = assetFacets.map(
      () => [] as { value: string; count: number }[],
    );
    counts.forEach((count, id) => {
      if (count === 0) return;
      found[this.#facetOf[id]].push({ value: this.#values[id], count });
    });
    const lists = assetFacets.map((facet, i) => {
      const wanted = new Set(chosen[facet] ?? []);
      const listed = found[i]
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .filter(({ value }, rank) => rank < VALUES_LISTED || wanted.has(value));
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
