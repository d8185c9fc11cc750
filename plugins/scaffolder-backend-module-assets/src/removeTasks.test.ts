import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { removeTasks } from './removeTasks';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const DAY = 24 * 3600_000;

describe.each(databases.eachSupportedId())(
  'tasks of the scaffolder, on %s',
  (databaseId: TestDatabaseId) => {
    it('go with all that they made after thirty days, or when somebody has more than a hundred', async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({
        directory: resolvePackagePath(
          ...(['@backstage/plugin-scaffolder-backend', 'migrations'] as const),
        ),
      });
      const isLite = databaseId === 'SQLITE_3';
      if (isLite) await knex.raw('PRAGMA foreign_keys = ON');
      let count = 0;
      /** As the scaffolder has them, at times of the database. */
      const add = async (
        created_by: string,
        daysAgo: number,
        status: string,
      ) => {
        count += 1;
        const id = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
        const at = new Date(Date.now() - daysAgo * DAY).toISOString();
        const created_at = at.slice(0, 19).replace('T', ' ');
        await knex('tasks').insert({
          ...{ id, created_by, status, spec: '{}' },
          created_at: isLite ? created_at : `${created_at}Z`,
        });
        const body = '{"output":{}}';
        await knex('task_events').insert({
          ...{ task_id: id, event_type: 'completion', body },
        });
        return id;
      };
      const kept = [
        await add('ada', 29.9, 'completed'),
        await add('ada', 40, 'processing'),
      ];
      await add('ada', 30.1, 'completed');
      await add('ada', 31, 'failed');
      for (let each = 0; each < 100; each += 1) {
        kept.push(await add('bob', 1, 'completed'));
      }
      await add('bob', 2, 'completed');
      expect(await removeTasks(knex)).toBe(3);
      const left = async (table: string, key: string) =>
        (await knex(table).orderBy(key).pluck(key)) as string[];
      expect(await left('tasks', 'id')).toEqual([...kept].sort());
      expect(await left('task_events', 'task_id')).toEqual([...kept].sort());
      expect(await removeTasks(knex)).toBe(0);
    });
  },
);
