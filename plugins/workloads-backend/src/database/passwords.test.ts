import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import { connect, DatabasePasswordStore, DatabaseWorkloadStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const setAt = '2026-11-28T08:00:00.000Z';

describe.each(databases.eachSupportedId())(
  'the passwords of endpoints, on %s',
  (databaseId: TestDatabaseId) => {
    it('are one for each, until they are removed or their workload is', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      const passwords = new DatabasePasswordStore(db);
      const record = newRecord({ desired: 'delete' });
      await store.insert(record);
      const web = { endpoint: 'web', id: 'first', hash: 'a', setAt };
      const api = { endpoint: 'api', id: 'other', hash: 'b', setAt };
      await passwords.set(record.id, web);
      await passwords.set(record.id, api);
      const changed = { ...web, id: 'second', hash: 'c' };
      await passwords.set(record.id, changed);
      expect(await passwords.list(record.id)).toEqual([api, changed]);

      await passwords.remove(record.id, 'api');
      await passwords.remove(record.id, 'api');
      expect(await passwords.list(record.id)).toEqual([changed]);
      await store.delete(record.id);
      expect(await passwords.list(record.id)).toEqual([]);
    });
  },
);
