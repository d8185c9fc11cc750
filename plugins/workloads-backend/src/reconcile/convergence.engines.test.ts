import { TestDatabases } from '@backstage/backend-test-utils';
import { describe, it } from 'vitest';
import { expectConvergence } from '../__testUtils__';

const databases = TestDatabases.create({ ids: ['POSTGRES_16'] });

describe('wishes, engines and crashes, with two portals over one PostgreSQL', () => {
  it('come to what was wished for, in whatever order they happen', async () => {
    const knex = await databases.init('POSTGRES_16');
    await expectConvergence({ knex, replicas: 2, stories: 60 });
  });
});
