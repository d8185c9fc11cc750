import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeSamples } from '@astrolabe/plugin-workloads-node/testUtils';
import {
  connect,
  DatabaseLogStore,
  DatabaseWorkloadStore,
  LogKeeper,
  readLogs,
  Reconciler,
} from '../__testUtils__/faults/room';
import { newRecord } from '../__testUtils__/faults/records';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';

let setup: NomadSetup;
let knex: Knex;

beforeAll(async () => {
  setup = await NomadSetup.start();
  knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
});

afterAll(async () => {
  await setup?.dispose();
  await knex?.destroy();
});

describe('what Nomad has collected as garbage', () => {
  it('stays as it ended in the portal, with all that it said', async () => {
    const db = await connect(mockServices.database({ knex }));
    const store = new DatabaseWorkloadStore(db);
    const logs = new DatabaseLogStore(db);
    const logger = mockServices.logger.mock();
    const engine = setup.engine();
    const engines = new Map([[engine.id, engine]]);
    const common = { engines, logger, resyncSeconds: 0.5 };
    const keeper = new LogKeeper({ ...common, logs, bytesPerTask: 1024 ** 2 });
    const reconciler = new Reconciler({
      ...common,
      store,
      notifier: { changed: () => {}, deleted: () => {} } as never,
      onSettled: () => keeper.look(),
    });
    reconciler.start();
    keeper.start();
    try {
      const [{ siteId }] = await engine.capacity();
      const spec = nodeSamples({ program: process.execPath }).chatty(100);
      const record = newRecord({ engine: engine.id, siteId, spec });
      await store.insert(record);
      reconciler.pursue(record.id);
      const kept = await until(async () => {
        const found = await store.get(record.id);
        expect(found).toMatchObject({ state: 'completed', logsGeneration: 1 });
        return found!;
      }, 20_000);
      const said = await engine.logs(record.id, {
        task: 'main',
        maxBytes: 10_000,
      });
      expect(said.text).toContain('.100\n');

      await ask(setup.agent.url, '/system/gc', { method: 'PUT' });
      await until(async () => expect(await engine.list()).toEqual([]), 20_000);
      await expect(
        engine.logs(record.id, { task: 'main', maxBytes: 10 }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(await readLogs(kept, { engine, kept: logs }, {})).toEqual(said);

      // The portal compares itself with Nomad, and nothing begins anew.
      await new Promise(resolve => setTimeout(resolve, 1500));
      expect(await store.get(record.id)).toEqual(kept);
      expect(await engine.list()).toEqual([]);
    } finally {
      await keeper.stop();
      await reconciler.stop();
    }
  });
});
