import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import { connect, DatabaseLogStore, DatabaseWorkloadStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

describe.each(databases.eachSupportedId())(
  'the kept logs, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      return { db, store, logs: new DatabaseLogStore(db) };
    }

    it('are read from any place, and break no character', async () => {
      const { store, logs } = await open();
      const record = newRecord({ state: 'completed' });
      await store.insert(record);
      expect(await logs.listUnkept('in-memory', 1)).toMatchObject([
        { id: record.id },
      ]);
      const text = '0123456€'.repeat(60_000);
      const size = Buffer.byteLength(text);
      await logs.keep(record, [{ task: 'main', start: 1000, text }]);
      expect(await logs.listUnkept('in-memory', 1)).toEqual([]);

      const read = (offset?: number, maxBytes = 100_000) =>
        logs.read(record.id, { task: 'main', offset, maxBytes });
      let all = '';
      for (let offset = 1000; offset < 1000 + size; ) {
        const chunk = await read(offset);
        expect(chunk.truncated).toBe(false);
        all += chunk.text;
        offset = chunk.nextOffset;
      }
      expect(all).toBe(text);
      expect(await read(0, 10)).toEqual({
        task: 'main',
        text: '0123456€',
        nextOffset: 1010,
        truncated: true,
      });
      // Two of its three bytes are no character.
      expect((await read(undefined, 12)).text).toBe('0123456€');
      expect(await read(5_000_000)).toMatchObject({
        text: '',
        nextOffset: 1000 + size,
      });
    });

    it('are none of a run that was over before they could be kept', async () => {
      const { db, store, logs } = await open();
      const record = newRecord({ state: 'failed', generation: 2 });
      await store.insert(record);
      const log = { task: 'main', start: 0, text: 'old' };
      await logs.keep({ ...record, generation: 1 }, [log]);
      expect(await db('kept_logs').where({ workload_id: record.id })).toEqual(
        [],
      );
      expect((await store.get(record.id))!.logsGeneration).toBe(0);
    });
  },
);
