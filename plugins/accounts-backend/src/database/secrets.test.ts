import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readLimits } from '@astrolabe/plugin-communities-common';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, DatabaseSecrets } from '.';
import { EndWarnings } from '../secrets/EndWarnings';
import { describeSecretStore } from '../__testUtils__';
import { EmbeddedSecretStore } from '../stores/embedded';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const at = '2026-11-28T10:00:00.000Z';
const record = {
  ...{ id: crypto.randomUUID(), scope: 'personal' as const, name: 'key' },
  ...{ ownerRef: 'user:default/ada', community: '', kind: 'text' as const },
  ...{ version: 0, createdAt: at, changedAt: at },
};

describe.each(databases.eachSupportedId())('secrets, on %s', databaseId => {
  it('have tables that are made, undone and made again', async () => {
    const knex = await databases.init(databaseId);
    const db = await connect(mockServices.database({ knex }));
    const directory = `${__dirname}/../../migrations`;
    await db.migrate.rollback({ directory }, true);
    expect(await db.schema.hasTable('secrets')).toBe(false);
    await connect(mockServices.database({ knex }));
    expect(await db.schema.hasTable('secrets')).toBe(true);
  });

  it('are found by whose they are, by when they end and by their workload without looking at all', async () => {
    const knex = await databases.init(databaseId);
    const db = await connect(mockServices.database({ knex }));
    const found = databaseId.startsWith('SQLITE')
      ? db('sqlite_master').where({ tbl_name: 'secrets' }).pluck('name')
      : db('pg_indexes').where({ tablename: 'secrets' }).pluck('indexname');
    expect(await found).toEqual(
      expect.arrayContaining(
        ['owner', 'community', 'end', 'workload'].map(of => `secrets_by_${of}`),
      ),
    );
  });

  it('are changed by one at a time, and look back', async () => {
    const knex = await databases.init(databaseId);
    const db = new DatabaseSecrets(
      await connect(mockServices.database({ knex })),
    );
    const owner = { ownerRef: record.ownerRef, communities: [] };
    expect(await db.insert({ ...record, doing: 'create' })).toBe(true);
    const same = { ...record, id: crypto.randomUUID() };
    expect(await db.insert(same)).toBe(false);
    expect(await db.list(owner)).toEqual([]);
    const by = record.ownerRef;
    const made = { what: 'create' as const, version: 1, by, at };
    const kept = await db.commit(record, made);
    expect(await db.list(owner)).toEqual([kept]);
    const rotation = { doing: 'rotate' as const, by, at };
    expect(await db.begin(kept, rotation)).toBe(true);
    expect(await db.begin(kept, rotation)).toBe(false);
    expect(await db.begun('2027')).toHaveLength(1);
    await db.giveUp(kept);
    await db.noteUse(kept, { by: 'workloads', objectId: 'w-1', at });
    await db.noteUse(kept, { by: 'workloads', objectId: 'w-1', at });
    const events = await db.events([kept.id]);
    expect(events.map(({ what }) => what)).toEqual(['use', 'create']);
    expect(await db.count(record)).toBe(1);
    await db.drop(kept);
    expect(await db.find(kept.id)).toBeUndefined();
  });

  it('have those who keep them told once before they end, once when they have, and again of a new value', async () => {
    const knex = await databases.init(databaseId);
    const db = new DatabaseSecrets(
      await connect(mockServices.database({ knex })),
    );
    const told: { to: unknown; title: string }[] = [];
    const warnings = new EndWarnings({
      db,
      limits: () => readLimits(new ConfigReader({})),
      logger: mockServices.logger.mock(),
      notifications: {
        send: async ({ recipients, payload }) => {
          const { entityRef: to } = recipients as { entityRef: string[] };
          told.push({ to, title: payload.title });
        },
      },
    });
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString();
    const keep = async (more: object, expiresAt: string) => {
      const made = { ...record, ...more, id: crypto.randomUUID() };
      await db.insert(made);
      const by = record.ownerRef;
      const change = { what: 'create' as const, version: 1, by, at };
      return db.commit(made, { ...change, expiresAt });
    };
    const mine = await keep({ name: 'mine' }, inDays(6));
    await keep({ name: 'later' }, inDays(8));
    const all = { scope: 'community', ownerRef: '', community: 'sea' };
    await keep({ ...all, name: 'ours' }, inDays(-1));
    for (let round = 0; round < 2; round++) await warnings.run();
    expect(told).toEqual([
      {
        to: ['group:sea/tier-manager', 'group:sea/tier-operator'],
        title: "The secret 'ours' has expired",
      },
      {
        to: [record.ownerRef],
        title: `The secret 'mine' expires on ${inDays(6).slice(0, 10)}`,
      },
    ]);
    const what = 'rotate' as const;
    const again = { what, version: 2, by: record.ownerRef, at };
    await db.commit(mine, { ...again, expiresAt: inDays(-1) });
    for (let round = 0; round < 2; round++) await warnings.run();
    expect(told.slice(2)).toEqual([
      { to: [record.ownerRef], title: "The secret 'mine' has expired" },
    ]);
  });

  describe('enciphered', () => {
    let store: EmbeddedSecretStore;
    let folder: string;
    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-keys-'));
      store = await EmbeddedSecretStore.start(
        await connect(mockServices.database({ knex })),
        {
          keyFile: path.join(folder, 'secrets.key'),
          logger: mockServices.logger.mock(),
        },
      );
    });
    afterAll(() => rm(folder, { recursive: true }));
    describeSecretStore('in the database', () => store);
  });
});
