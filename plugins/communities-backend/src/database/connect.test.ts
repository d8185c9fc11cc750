import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { connect } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

describe.each(databases.eachSupportedId())(
  'the database, on %s',
  databaseId => {
    it('is made, undone and made again', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const directory = `${__dirname}/../../migrations`;
      await db.migrate.rollback({ directory }, true);
      expect(await db.schema.hasTable('people')).toBe(false);

      await connect(mockServices.database({ knex }));
      expect(await db.schema.hasTable('people')).toBe(true);
    });
  },
);
