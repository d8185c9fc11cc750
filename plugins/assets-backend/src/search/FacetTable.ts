import {
  assetFacets,
  type AssetFacet,
  type AssetPage,
} from '@astrolabe/plugin-assets-common';
import { LRUCache } from 'lru-cache';
import { Bits } from './Bits';
import { Rows } from './Rows';

/** Values of a facet that an answer lists at most, besides the chosen ones. */
const VALUES_LISTED = 100;

type Valued = Partial<Record<AssetFacet, string | string[]>>;
type Chosen = Partial<Record<AssetFacet, string[]>>;

/** A facet in which something is chosen, and who has any of that. */
type Wanted = [facet: number, having: Bits];

/** Values of which it is kept who has them, as they were chosen last. */
const BITS_KEPT = 200;

/**
 * Narrows slots by facets and counts. A slot that passes every facet is a result
 * and counts in all of them; one that fails exactly one facet counts in that one
 * alone, because there the count says what choosing another value of the same
 * facet would add. All others are never looked at.
 */
export class FacetTable {
  /** Values of all facets have numbers of one row, in which a slot's stand together. */
  readonly #values: string[] = [];
  readonly #facetOf: number[] = [];
  /** How many slots have each value. What none has gives its number to another. */
  readonly #uses: number[] = [];
  readonly #free: number[] = [];
  readonly #ids = assetFacets.map(() => new Map<string, number>());
  readonly #rows = new Rows();
  readonly #bits = new LRUCache<number, Bits>({ max: BITS_KEPT });

  set(slot: number, valued: Valued) {
    const before = this.#rows.get(slot).slice();
    const ids = new Set(
      assetFacets.flatMap((facet, i) =>
        [valued[facet] ?? []].flat().map(value => this.#idOf(i, value)),
      ),
    );
    this.#rows.set(slot, [...ids]);
    for (const id of ids) {
      this.#uses[id]++;
      this.#bits.peek(id)?.set(slot, true);
    }
    for (const id of before) {
      if (!ids.has(id)) this.#bits.peek(id)?.set(slot, false);
      this.#release(id);
    }
  }

  narrow(
    slots: Bits,
    chosen: Chosen,
  ): { slots: Bits; facets: AssetPage['facets'] } {
    const wanted = this.#chosen(chosen);
    const results = within(slots, wanted);
    const counts = new Uint32Array(this.#values.length);
    this.#rows.each(results.slots(), id => counts[id]++);
    for (const [facet, having] of wanted) {
      const others = wanted.filter(([other]) => other !== facet);
      const failing = within(slots, others).without(having);
      this.#rows.each(failing.slots(), id => {
        if (this.#facetOf[id] === facet) counts[id]++;
      });
    }
    return { slots: results, facets: this.#list(counts, chosen) };
  }

  /** Those that pass every facet: for who wants nothing listed. */
  passing(slots: Bits, chosen: Chosen): Bits {
    return within(slots, this.#chosen(chosen));
  }

  #chosen(chosen: Chosen): Wanted[] {
    return assetFacets.flatMap((facet, i) => {
      const values = chosen[facet] ?? [];
      if (values.length === 0) return [];
      const having = values.reduce((all, value) => {
        const id = this.#ids[i].get(value);
        return id === undefined ? all : all.or(this.#having(id));
      }, new Bits());
      return [[i, having]];
    });
  }

  #having(id: number): Bits {
    const known = this.#bits.get(id);
    if (known) return known;
    const having = new Bits();
    this.#rows.having(id, slot => having.set(slot, true));
    this.#bits.set(id, having);
    return having;
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
    this.#bits.delete(id);
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

/** Those that have what is chosen in each facet. */
function within(slots: Bits, wanted: Wanted[]): Bits {
  return wanted.reduce((found, [, having]) => found.and(having), slots);
}
