import { describe, expect, it } from 'vitest';
import { fill, stored } from './__testUtils__/fill';
import type { JudgedAsset } from './__testUtils__/judgedAssets';

/** Names of what is found, of assets whose order by name is another. */
function order(
  text: string,
  assets: Record<string, Partial<JudgedAsset>>,
): string[] {
  const others = Array.from(
    { length: 20 },
    (_, i): [string, Partial<JudgedAsset>] => [
      `other-${i}`,
      { title: 'Anything else' },
    ],
  );
  const index = fill([...Object.entries(assets), ...others]);
  return index.query({ text }).items.map(({ name }) => name);
}

describe('what is found stands in the order', () => {
  it('title, summary, text: who calls it so means it', () => {
    const names = order('corals', {
      a: { title: 'B', summary: 'B', text: 'On corals' },
      b: { title: 'B', summary: 'On corals', text: 'B' },
      c: { title: 'On corals', summary: 'B', text: 'B' },
    });
    expect(names).toEqual(['c', 'b', 'a']);
  });

  it('as asked for, in the other number, begun', () => {
    const names = order('coral', {
      a: { title: 'Coralline' },
      b: { title: 'Corals' },
      c: { title: 'Coral' },
    });
    expect(names).toEqual(['c', 'b', 'a']);
  });

  it('begun before misspelt', () => {
    const names = order('coral', {
      a: { title: 'Choral' },
      b: { title: 'Corallines' },
    });
    expect(names).toEqual(['b', 'a']);
  });

  it('short before long: there the word says more', () => {
    const names = order('coral', {
      a: { title: 'Coral and what else there is to see in the sea' },
      b: { title: 'Coral' },
    });
    expect(names).toEqual(['b', 'a']);
  });

  it('of the words that few have, more of them', () => {
    const names = order('coral anything', {
      a: { title: 'Anything anything', text: 'coral' },
      b: { title: 'Coral coral', text: 'anything' },
    });
    expect(names).toEqual(['b', 'a']);
  });

  it('of launches where words say nearly the same, and only there', () => {
    const names = order('coral', {
      a: { title: 'Coral of the sea' },
      b: { title: 'Coral of the seas', launches: 30 },
      c: { title: 'Seas', text: 'Of coral', launches: 100_000 },
    });
    expect(names).toEqual(['b', 'a', 'c']);
  });

  it('of names where nothing else tells them apart', () => {
    const names = order('coral', {
      a: { title: 'Coral' },
      b: { title: 'Coral' },
    });
    expect(names).toEqual(['a', 'b']);
    const index = fill([]);
    index.put(stored(['b', { title: 'Coral B' }]));
    index.put(stored(['a', { title: 'Coral A' }]));
    const { items } = index.query({ text: 'coral' });
    expect(items.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
