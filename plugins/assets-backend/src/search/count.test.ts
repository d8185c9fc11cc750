import { describe, expect, it, vi } from 'vitest';
import type { AssetQuery } from '@astrolabe/plugin-assets-common';
import type { StoredAsset } from '../database';
import { toRecord } from '../ingest/toRecord';
import type { AssetView } from '../service/types';
import { syntheticFile } from '../testUtils/syntheticAssets';
import { AssetCounter } from './AssetCounter';
import { AssetIndex } from './AssetIndex';

function stored(i: number, over: Partial<StoredAsset> = {}): StoredAsset {
  const { kind, name, indexed } = toRecord(syntheticFile(i % 150), 'synthetic');
  return {
    ...{ kind, name: `${name}-${i}`, source: 'synthetic', seq: i + 1 },
    ...{ removed: false, launches: 0, indexed },
    addedSeq: i + 1,
    ...over,
  };
}

function fill(count: number): AssetIndex {
  const index = new AssetIndex();
  for (let i = 0; i < count; i++) index.put(stored(i));
  return index;
}

const queries: AssetQuery[] = [
  {},
  { kind: 'module' },
  { text: 'plankton' },
  { text: 'plankton forest', facets: { libraries: ['PyTorch', 'Keras'] } },
  { facets: { libraries: ['Keras'], tasks: ['Other'] } },
  { facets: { tags: ['nobody has this'] } },
];

describe('what a saved search counts', () => {
  it('is as many as a search finds', () => {
    const index = fill(400);
    for (const query of queries) {
      const { total } = index.count(query, 0);
      expect(total).toBe(index.query(query).totalItems);
    }
    const shows: AssetView = ({ summary }) => summary.tasks.includes('Other');
    expect(index.count({}, 0, shows).total).toBe(
      index.query({}, shows).totalItems,
    );
  });

  it('is new by the change that brought it, not by a time that was before one looked', () => {
    const index = fill(10);
    const looked = index.seen;
    index.put(stored(10, { addedAt: '2000-01-01T00:00:00.000Z' }));
    // Another change of what was there brings nothing.
    index.put(stored(3, { seq: 12, addedSeq: 4 }));
    expect(index.count({}, looked)).toEqual({ total: 11, added: 1 });
    expect(index.count({}, index.seen).added).toBe(0);
  });

  it('is not counted again until an asset changes', () => {
    const index = fill(10);
    const counter = new AssetCounter(index);
    const count = vi.spyOn(index, 'count');
    const [all, none] = [() => true, () => false];
    for (let i = 0; i < 3; i++) {
      expect(counter.count({}, 0).total).toBe(10);
      expect(counter.count({}, 4).added).toBe(6);
      expect(counter.count({}, 0, all).total).toBe(10);
      expect(counter.count({}, 0, none).total).toBe(0);
    }
    expect(count).toHaveBeenCalledTimes(4);
    index.put(stored(10));
    expect(counter.count({}, 0).total).toBe(11);
    expect(count).toHaveBeenCalledTimes(5);
  });
});
