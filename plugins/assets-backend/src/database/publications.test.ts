import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { PublicationStore } from '../publishing/PublicationStore';
import { RepositoryStore } from '../publishing/RepositoryStore';
import { connect } from './connect';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const wish = {
  ...{ personRef: 'user:default/ada', key: 'key-1', wish: 'a' },
  target: 'https://forge.example/ada/leaf',
};
const result = {
  ...{ url: wish.target, owner: 'ada', name: 'leaf', files: 1 },
  ...{ visibility: 'private' as const, steps: [], dryRun: false },
};

describe.each(databases.eachSupportedId())(
  'what is made at forges, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      return connect(mockServices.database({ knex }));
    }

    it('is made by one alone, however many want it at once', async () => {
      const store = new PublicationStore(await open());
      const tries = () =>
        Promise.all([1, 2, 3, 4].map(() => store.take(wish, 60_000)));
      const [first, ...others] = (await tries()).filter(Boolean);
      expect(others).toEqual([]);
      expect((await tries()).filter(Boolean)).toEqual([]);
      await store.giveBack(first!);
      // Under another key it goes on, and is still the same.
      const next = { ...wish, key: 'key-2', wish: 'b' };
      const second = await store.take(next, 60_000);
      expect(second).toMatchObject({ id: first!.id, wish: 'b' });
      await store.giveBack(second!, result);
      expect((await store.byKey(next))!.result).toEqual(result);
      expect(await store.byKey(wish)).toBeUndefined();
    });

    it('is another one, once it was done', async () => {
      const store = new PublicationStore(await open());
      const first = await store.take(wish, 60_000);
      await store.giveBack(first!, result);
      const again = await store.take({ ...wish, key: 'key-2' }, 60_000);
      expect(again!.result).toBeUndefined();
      expect(again!.id).not.toBe(first!.id);
    });

    it('is taken by another when who was at it is heard of no more', async () => {
      const store = new PublicationStore(await open());
      const first = await store.take(wish, -1);
      expect(await store.take(wish, 60_000)).toMatchObject({ id: first!.id });
    });

    const leaf = {
      ...{ name: 'leaf', personRef: wish.personRef, account: 'hub' },
      kind: 'module' as const,
      ...{ owner: 'ada', repository: 'leaf', url: wish.target },
      ...{ forge: 'https://forge.example', forgeId: '1' },
      ...{ visibility: 'public' as const, showsPrivate: false },
      branch: 'main',
      ...{ content: 'a', documentation: 'b' },
    };
    const [past, future] = ['2000-01-01', '2100-01-01'];

    it('changes in the catalogue when what was read has changed', async () => {
      const store = new RepositoryStore(await open());
      expect(await store.put(leaf, { dueAt: past })).toBe(true);
      const row = (await store.get('leaf'))!;
      expect(row).toMatchObject({ ...leaf, trouble: '', hiddenAt: '' });
      expect(await store.due()).toEqual([row]);
      const before = await store.stamps();
      await new Promise(resolve => setTimeout(resolve, 5));
      const same = { content: 'a', forgeId: '1' };
      await store.update(row, { facts: same, dueAt: past });
      expect(await store.stamps()).toEqual(before);
      await store.update(row, { facts: { trouble: 'gone' }, dueAt: future });
      expect(await store.stamps()).not.toEqual(before);
      expect(await store.due()).toEqual([]);
      const facts = { hiddenAt: past };
      await store.update(row, { facts, dueAt: future });
      expect(await store.stamps()).toEqual({});
    });

    it('gives a name of the catalogue to nobody else, and few of one account are due', async () => {
      const store = new RepositoryStore(await open());
      await store.put(leaf, { dueAt: past });
      const other = { ...leaf, personRef: 'user:default/grace' };
      expect(await store.put(other, { dueAt: past })).toBe(false);
      expect(await store.get('leaf')).toMatchObject(leaf);
      const again = { ...leaf, owner: 'Ada', content: 'c' };
      expect(await store.put(again, { dueAt: past })).toBe(true);
      expect(await store.get('leaf')).toMatchObject({ content: 'c' });
      for (let i = 0; i < 9; i++) {
        await store.put({ ...leaf, name: `leaf-${i}` }, { dueAt: past });
      }
      await store.put({ ...other, name: 'fern' }, { dueAt: future });
      expect(await store.due()).toHaveLength(5);
    });
  },
);
