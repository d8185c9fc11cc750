import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import { DatabaseShareStore } from '@astrolabe/sharing';
import { connect, DatabaseWorkloadStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const ada = 'user:default/ada';
const nia = 'user:default/nia';
const all = 'group:default/members';

describe.each(databases.eachSupportedId())(
  'what people share, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      const shares = new DatabaseShareStore(db);
      const record = newRecord({ desired: 'delete' });
      await store.insert(record);
      const thing = { kind: 'workload' as const, id: record.id };
      return { store, shares, record, thing };
    }

    it('is one share for each subject, until it is ended, or its time or its thing is over', async () => {
      const { store, shares, thing } = await open();
      const granted = { subjectRef: nia, grantedBy: ada };
      const first = await shares.put(thing, { ...granted, role: 'view' });
      const second = await shares.put(thing, { ...granted, role: 'use' });
      expect(second).toMatchObject({ id: first.id, role: 'use' });
      const past = new Date(Date.now() - 1000).toISOString();
      const over = { ...granted, subjectRef: all, role: 'manage' as const };
      await shares.put(thing, { ...over, endsAt: past });
      expect(await shares.list(thing)).toEqual([second]);
      const roles = () => shares.rolesOf('workload', [thing.id], [nia, all]);
      expect(await roles()).toEqual(new Map([[thing.id, ['use']]]));
      // What another kind of thing with this id shares is another's.
      const other = { ...thing, kind: 'snapshot' as const };
      await shares.put(other, { ...granted, role: 'manage' });
      expect((await shares.list(thing)).length).toBe(1);

      expect(await shares.remove(thing, second.id)).toEqual(second);
      expect(await shares.remove(thing, second.id)).toBe(undefined);
      expect(await roles()).toEqual(new Map());
      await shares.put(thing, { ...granted, role: 'view' });
      await store.delete(thing.id);
      expect(await shares.list(thing)).toEqual([]);
      expect((await shares.list(other)).length).toBe(1);
    });

    it('is in the lists of whom it is shared with, as conditions say', async () => {
      const { store, shares, thing, record } = await open();
      await store.insert(newRecord({ ownerRef: nia }));
      const totals = async (subjects: string[], where?: object) =>
        Promise.all(
          (['mine', 'shared', 'all'] as const).map(async whose => {
            const query = { ownerRef: nia, whose, subjects, limit: 10 };
            const listed = await store.list({ ...query, where } as never);
            return listed.totalItems;
          }),
        );
      expect(await totals([nia])).toEqual([1, 0, 1]);
      const share = { subjectRef: all, role: 'use', grantedBy: ada } as const;
      await shares.put(thing, share);
      expect(await totals([nia])).toEqual([1, 0, 1]);
      expect(await totals([nia, all])).toEqual([1, 1, 2]);
      const { items } = await store.list({
        ...{ ownerRef: nia, whose: 'shared', subjects: [all], limit: 10 },
      });
      expect(items.map(({ id }) => id)).toEqual([record.id]);
      const by = (roles: string[]) => ({
        anyOf: [
          { property: 'ownerRef', values: [nia] },
          { property: 'sharedWith', subjects: [all], roles },
        ],
      });
      expect(await totals([nia, all], by(['manage']))).toEqual([1, 0, 1]);
      expect(await totals([nia, all], by(['use', 'manage']))).toEqual([
        1, 1, 2,
      ]);
    });
  },
);
