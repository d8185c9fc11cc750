import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { connect, DatabaseTermsStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const key = {
  personRef: 'user:default/ada',
  community: 'sea',
  version: '2026-11',
};

describe.each(databases.eachSupportedId())(
  'acceptances of terms, on %s',
  databaseId => {
    it('stay as they were first, and are asked again for another version', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseTermsStore(db);
      expect(await store.acceptedAt(key)).toBeUndefined();

      await store.accept(key);
      const first = await store.acceptedAt(key);
      expect(first).toMatch(/^\d{4}-.*Z$/);
      await store.accept(key);
      expect(await store.acceptedAt(key)).toBe(first);
      expect(
        await store.acceptedAt({ ...key, version: '2027-01' }),
      ).toBeUndefined();
    });
  },
);
