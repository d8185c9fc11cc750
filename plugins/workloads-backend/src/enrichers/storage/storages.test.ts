import type { StorageAccounts } from '@astrolabe/plugin-workloads-node';
import { describe, expect, it } from 'vitest';
import { Storages } from './Storages';

describe('a storage that is not in the list for now', () => {
  it('is not taken for one that is gone', async () => {
    const linked: StorageAccounts = {
      id: 'linked',
      list: async () => [{ id: 'mine' }],
      remote: async () => undefined,
      has: async () => Promise.reject(new Error('nobody can say')),
    };
    const storages = new Storages([linked]);
    const ada = 'user:default/ada';
    expect(await storages.list(ada)).toEqual([{ id: 'mine' }]);
    await expect(storages.remote(ada, 'theirs')).rejects.toThrow('can say');
  });
});
