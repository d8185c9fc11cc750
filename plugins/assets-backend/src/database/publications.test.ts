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
      await store.giveBack(first!.id);
      // Under another key it goes on, and is still the same.
      const next = { ...wish, key: 'key-2', wish: 'b' };
      expect(await store.take(next, 60_000)).toMatchObject({
        ...{ id: first!.id, wish: 'b' },
      });
      await store.giveBack(first!.id, result);
      expect((await store.byKey(next))!.result).toEqual(result);
      expect(await store.byKey(wish)).toBeUndefined();
    });

    it('is another one, once it was done', async () => {
      const store = new PublicationStore(await open());
      const first = await store.take(wish, 60_000);
      await store.giveBack(first!.id, result);
      const again = await store.take({ ...wish, key: 'key-2' }, 60_000);
      expect(again!.result).toBeUndefined();
      expect(again!.id).not.toBe(first!.id);
    });

    it('is taken by another when who was at it is heard of no more', async () => {
      const store = new PublicationStore(await open());
      const first = await store.take(wish, -1);
      expect(await store.take(wish, 60_000)).toMatchObject({ id: first!.id });
    });

    it('changes in the catalogue when what was read has changed', async () => {
      const store = new RepositoryStore(await open());
      const read = { content: 'a', documentation: 'b', trouble: '' };
      await store.put({
        ...{ name: 'leaf', personRef: wish.personRef, account: 'hub' },
        ...{ owner: 'ada', repository: 'leaf', url: wish.target },
        ...{ visibility: 'public', ...read },
      });
      const before = await store.stamps();
      await new Promise(resolve => setTimeout(resolve, 5));
      await store.update('leaf', read);
      expect(await store.stamps()).toEqual(before);
      await store.update('leaf', { trouble: 'gone' });
      expect(await store.stamps()).not.toEqual(before);
      expect(await store.due('2000-01-01')).toEqual([]);
      expect(await store.due('2100-01-01')).toMatchObject([
        { name: 'leaf', content: 'a', trouble: 'gone' },
      ]);
    });
  },
);
