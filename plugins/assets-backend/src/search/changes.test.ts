import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AssetStore } from '../database';
import { fill, stored } from './__testUtils__/fill';
import { AssetIndex } from './AssetIndex';
import { firstOf } from './firstOf';
import { IndexFollower } from './IndexFollower';
import { Postings } from './Postings';

afterEach(() => {
  vi.restoreAllMocks();
});

function took(action: () => unknown): number {
  const from = performance.now();
  action();
  return performance.now() - from;
}

describe('an index that changes', () => {
  it('forgets values of facets that no asset has any more', () => {
    const index = fill([['always', { title: 'Always', tags: ['kept'] }]]);
    for (let i = 0; i < 30_000; i++) {
      index.put(stored(['changing', { title: 'Changing', tags: [`t${i}`] }]));
    }
    const { facets } = index.query({});
    expect(facets.tags).toEqual([
      { value: 'kept', count: 1 },
      { value: 't29999', count: 1 },
    ]);
    const times = Array.from({ length: 9 }, () => took(() => index.query({})));
    // Of one that remembers, 10 ms.
    expect(Math.min(...times)).toBeLessThan(3);
    index.put(stored(['changing', { title: 'Changing', libraries: ['kept'] }]));
    expect(index.query({}).facets).toMatchObject({
      tags: [{ value: 'kept', count: 1 }],
      libraries: [{ value: 'kept', count: 1 }],
    });
  }, 60_000);

  it('touches no word of an asset that is only launched', () => {
    const index = fill([
      ['a', { title: 'Coral', text: 'Under the sea' }],
      ['b', { title: 'Coral' }],
    ]);
    const set = vi.spyOn(Postings.prototype, 'set');
    const gone = vi.spyOn(Postings.prototype, 'delete');
    const words = { title: 'Coral', text: 'Under the sea' };
    index.put(stored(['a', { ...words, launches: 90 }]));
    expect(set).not.toHaveBeenCalled();
    expect(gone).not.toHaveBeenCalled();
    index.put(
      stored(['a', { ...words, launches: 90, text: 'Under the waves' }]),
    );
    expect(gone).toHaveBeenCalledTimes(1);
    expect(index.query({ text: 'sea' }).totalItems).toBe(0);
    expect(index.query({ text: 'waves' }).items[0].launches).toBe(90);
  });

  it('loses many assets as fast as it got them', () => {
    const postings = new Postings();
    const slots = Array.from({ length: 200_000 }, (_, slot) => slot);
    slots.forEach(slot => postings.set(slot, 1));
    // Of one that moves the others each time, 8 s.
    expect(
      took(() => slots.forEach(slot => postings.delete(slot))),
    ).toBeLessThan(1_000);
    expect(postings.size).toBe(0);
    postings.set(7, 1);
    postings.set(3, 1);
    expect([...postings.slots.subarray(0, postings.length)]).toEqual([3, 7]);
  }, 60_000);

  it('lets who searches have a turn, however long its assets are', async () => {
    const text = Array.from({ length: 1_500 }, (_, i) => `w${i}`).join(' ');
    const rows = Array.from({ length: 199 }, (_, i) =>
      stored([`a${i}`, { title: `A ${i}`, text: `${text} x${i}` }], i + 1),
    );
    const store = {
      newest: async () => rows.length,
      manifestsSince: async () => [],
      assetsSince: async () => rows,
    } as Partial<AssetStore> as AssetStore;
    const index = new AssetIndex();
    const follower = new IndexFollower({
      ...{ store, index, logger: mockServices.logger.mock() },
    });
    // As if each asset took 6 ms, however fast the machine is.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 6));
    let [turns, isDone] = [0, false];
    const done = follower.catchUp().then(() => {
      isDone = true;
    });
    for (; !isDone; turns++) await setImmediate();
    await done;
    expect(index.size).toBe(199);
    expect(turns).toBeGreaterThan(199 / 2 - 5);
  }, 60_000);

  it('compares little to find the first ones, in whichever order they come', () => {
    const upwards = Array.from({ length: 10_000 }, (_, i) => i);
    for (const slots of [upwards, [...upwards].reverse()]) {
      let compared = 0;
      const first = firstOf(slots, 24, (a, b) => {
        compared++;
        return a - b;
      });
      expect(first).toEqual(upwards.slice(0, 24));
      expect(compared).toBeLessThan(10_000 * 7);
    }
  });
});
