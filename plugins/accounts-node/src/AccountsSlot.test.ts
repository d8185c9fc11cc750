import { describe, expect, it } from 'vitest';
import { AccountsSlot } from './AccountsSlot';

describe('the accounts room, for other rooms', () => {
  it('answers when it has started, also whoever asked before', async () => {
    const slot = new AccountsSlot();
    const early = slot.list('user:default/ada');
    slot.provide({
      list: async () => ({ items: [] }),
      remote: async () => undefined,
      forge: async () => undefined,
      archive: async () => undefined,
      registry: async () => undefined,
      verify: async () => ({ state: 'working' }),
      secret: async (_owner, name) => `value of ${name}`,
      secretStates: async () => [],
      ofObjects: {
        ...{ keep: async () => {}, forget: async () => {} },
        ...{ give: async () => 'given', holders: async () => ['w1'] },
      },
    });
    expect(await early).toEqual({ items: [] });
    const use = { by: 'workloads', objectId: '1' };
    expect(await slot.secret('user:default/ada', 'key', use)).toBe(
      'value of key',
    );
    expect(await slot.ofObjects.holders('2026-11-28')).toEqual(['w1']);
  });

  it('is said to be missing where none starts', async () => {
    const slot = new AccountsSlot({ longestWaitMs: 1 });
    await expect(slot.list('user:default/ada')).rejects.toThrow(
      'No accounts room started',
    );
  });
});
