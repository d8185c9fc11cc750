import { describe, expect, it } from 'vitest';
import { Turns } from './Turns';

/** What is begun, and how each is brought to its end. */
function opened(atOnce: number) {
  const turns = new Turns(atOnce);
  const going = new Map<string, () => void>();
  const take = (person: string, name: string) =>
    turns.take(person, async () => {
      await new Promise<void>(resolve => going.set(name, resolve));
      going.delete(name);
    });
  const settled = () => new Promise(resolve => setTimeout(resolve));
  return {
    take,
    begun: async () => {
      await settled();
      return [...going.keys()];
    },
    end: (name: string) => going.get(name)!(),
  };
}

describe('turns', () => {
  it('are one at a time for each person, so that others come beside them', async () => {
    const { take, begun, end } = opened(2);
    for (const name of ['a1', 'a2', 'a3', 'a4']) {
      expect(take('ada', name)).toBeDefined();
    }
    expect(take('ada', 'a5')).toBe(undefined);
    expect(take('max', 'm1')).toBeDefined();
    expect(await begun()).toEqual(['a1', 'm1']);
    end('a1');
    expect((await begun()).sort()).toEqual(['a2', 'm1']);
    expect(take('ada', 'a5')).toBeDefined();
  });

  it('are no more at once than are allowed, and refused where many people wait', async () => {
    const { take, begun, end } = opened(2);
    const names = Array.from({ length: 22 }, (_, i) => `p${i}`);
    for (const name of names) {
      expect(take(name, name)).toBeDefined();
      await begun();
    }
    expect(await begun()).toEqual(['p0', 'p1']);
    expect(take('late', 'late')).toBe(undefined);
    end('p1');
    expect(await begun()).toEqual(['p0', 'p2']);
    expect(take('late', 'late')).toBeDefined();
  });

  it('go on after one that has failed', async () => {
    const turns = new Turns(1);
    const broken = turns.take('ada', () => Promise.reject(new Error('Broken')));
    await expect(broken).rejects.toThrow('Broken');
    expect(await turns.take('ada', async () => 'made')).toBe('made');
  });
});
