import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clock, connect, DatabaseAccessStore, isoTime } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const DAY = 86_400;
const ada = 'user:default/ada';

afterEach(() => vi.restoreAllMocks());

const newRequest = (personRef = ada) => ({
  ...{ id: uuid(), personRef, community: 'sea', tier: 'full' },
  ...{ reason: 'A course', state: 'pending' as const },
  ...{ createdAt: isoTime(), expiresAt: isoTime(DAY) },
});
const grantOf = (requestId: string) => ({
  ...{ id: uuid(), requestId, personRef: ada, community: 'sea' },
  ...{ tier: 'full', grantedBy: 'user:default/max' },
  ...{ grantedAt: isoTime(), endsAt: isoTime(DAY) },
});

describe.each(databases.eachSupportedId())(
  'requests for access, on %s',
  databaseId => {
    it('wait one at a time, are decided on once, and end by themselves', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseAccessStore(db);
      const request = newRequest();
      const made = await Promise.all(
        [request, newRequest(), newRequest()].map(each => store.insert(each)),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await store.insert(newRequest('user:default/nia'))).toBe(true);

      const { items } = await store.list({ personRef: ada, state: 'pending' });
      const [{ id }] = items;
      const decision = { state: 'approved' as const, by: 'user:default/max' };
      const decided = await Promise.all(
        [1, 2, 3].map(() => store.decide(id, decision, grantOf(id))),
      );
      expect(decided.filter(Boolean)).toHaveLength(1);
      const held = [{ community: 'sea', tier: 'full' }];
      expect(await store.membershipsOf(ada)).toEqual(held);
      expect(await store.membersOf('sea', ['full'])).toEqual([ada]);

      vi.spyOn(clock, 'now').mockReturnValue(Date.now() + 2 * DAY * 1000);
      expect(await store.membershipsOf(ada)).toEqual([]);
      const late = await store.list({ state: 'expired' });
      expect(late.items).toHaveLength(1);
      expect(await store.insert(newRequest('user:default/nia'))).toBe(true);
    });

    it('are told in pages, the newest first', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseAccessStore(db);
      const all = ['a', 'b', 'c'].map(name =>
        newRequest(`user:default/${name}`),
      );
      for (const each of all) await store.insert(each);
      const ids = all
        .map(({ id }) => id)
        .sort()
        .reverse();
      const filter = { communities: ['sea'], limit: 2 };
      const first = await store.list(filter);
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const { nextCursor: cursor } = first;
      const second = await store.list({ ...filter, cursor });
      expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2));
      expect(second.nextCursor).toBeUndefined();
      expect((await store.list({ communities: [] })).items).toEqual([]);
    });
  },
);
