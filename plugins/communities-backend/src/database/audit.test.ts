import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { connect, DatabaseAuditStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: uuid(),
  at: '2026-11-28T08:00:00.000Z',
  plugin: 'workloads',
  event: 'workload-stop',
  severity: 'medium',
  actor: 'user:default/ada',
  address: '192.0.2.7',
  object: 'one',
  meta: { workloadId: 'one' },
  outcome: 'succeeded',
  ...more,
});

describe.each(databases.eachSupportedId())(
  'the audit log, on %s',
  databaseId => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      return { db, store: new DatabaseAuditStore(db) };
    }

    it('has what was told, once, however often it was told', async () => {
      const { store } = await open();
      const first = entry();
      await store.append([first]);
      await store.append([first, entry({ outcome: 'failed', error: 'X' })]);
      const { items } = await store.list({});
      expect(items).toHaveLength(2);
      expect(items[1]).toEqual(first);
    });

    it.each([
      ['actor', 'user:default/max'],
      ['plugin', 'assets'],
      ['event', 'workload-delete'],
      ['object', 'two'],
      ['outcome', 'failed'],
    ] as const)('is searched by %s', async (key, value) => {
      const { store } = await open();
      const other = entry({ [key]: value });
      await store.append([entry(), other, entry()]);
      const { items } = await store.list({ [key]: value });
      expect(items.map(({ id }) => id)).toEqual([other.id]);
    });

    it('is searched by time, and read page by page, newest first', async () => {
      const { store } = await open();
      const days = [1, 2, 3, 4, 5].map(day =>
        entry({ at: `2026-11-0${day}T00:00:00.000Z` }),
      );
      await store.append(days);
      const query = {
        from: '2026-11-02T00:00:00.000Z',
        until: '2026-11-05T00:00:00.000Z',
        limit: 2,
      };
      const first = await store.list(query);
      const second = await store.list({ ...query, cursor: first.nextCursor });
      expect([...first.items, ...second.items].map(({ at }) => at)).toEqual(
        [days[3], days[2], days[1]].map(({ at }) => at),
      );
      expect(second.nextCursor).toBeUndefined();
    });

    it('keeps what it has: nobody can change a row, and only what is old goes', async () => {
      const { db, store } = await open();
      await store.append([
        entry(),
        entry({ at: '2020-01-01T00:00:00.000Z' }),
        entry({ at: '2020-01-02T00:00:00.000Z' }),
      ]);
      await expect(
        db('audit_log').update({ actor: 'user:default/max' }),
      ).rejects.toThrow(/append-only/);
      if (databaseId !== 'SQLITE_3') {
        await expect(db('audit_log').delete()).rejects.toThrow(/append-only/);
        await expect(db('audit_log').truncate()).rejects.toThrow(/append-only/);
      }
      expect((await store.list({})).items).toHaveLength(3);
      expect(await store.removeBefore('2026-01-01T00:00:00.000Z')).toBe(2);
      expect((await store.list({})).items).toHaveLength(1);
    });
  },
);
