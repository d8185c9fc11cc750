import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import {
  connect,
  DatabaseRunStore,
  DatabaseWorkloadStore,
  type WorkloadChange,
} from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const runs: WorkloadChange = {
  state: 'running',
  reason: { code: 'ready', message: 'It runs.' },
};
const timeIsUp: WorkloadChange = {
  state: 'stopped',
  reason: { code: 'time-to-live-reached', message: 'Its time was up.' },
};
const again: WorkloadChange = {
  state: 'queued',
  reason: { code: 'restarting', message: 'It is being started again.' },
};
const wait = { p50Seconds: 60, p80Seconds: 120.5 };

describe.each(databases.eachSupportedId())(
  'the history of runs, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const workloads = new DatabaseWorkloadStore(db);
      const all = () =>
        db('workload_runs').orderBy(['queued_at', 'generation']).select();
      async function launch(id?: string) {
        const workload = newRecord(id ? { id } : {});
        await workloads.insert(workload);
        const become = (...changes: WorkloadChange[]) =>
          changes.reduce(
            (before, change) =>
              before.then(() => workloads.update(workload.id, () => change)),
            Promise.resolve<unknown>(undefined),
          );
        return { ...workload, become };
      }
      return { db, workloads, runs: new DatabaseRunStore(db), all, launch };
    }

    it('has one row for each run: when it came, began and ended, and how', async () => {
      const { all, launch } = await open();
      const { id, createdAt, become } = await launch();
      await become(runs, runs, timeIsUp, timeIsUp);
      await become({ ...again, generation: 2 }, runs);
      const [first, second, ...more] = await all();
      expect(more).toEqual([]);
      expect(first).toMatchObject({
        workload_id: id,
        generation: 1,
        entity_ref: 'aitool:default/greeter',
        kind: 'service',
        gpu_count: 0,
        queued_at: createdAt,
        placed_at: expect.any(String),
        ended_at: expect.any(String),
        ending: 'time-to-live-reached',
      });
      expect(second).toMatchObject({
        generation: 2,
        placed_at: expect.any(String),
        ended_at: null,
      });
      // Nobody's name.
      expect(JSON.stringify([first, second])).not.toContain('user:');
    });

    it('ends the run before, when a running one is restarted', async () => {
      const { all, launch } = await open();
      const { become } = await launch();
      await become(runs, { ...again, generation: 2 });
      const rows = await all();
      expect(rows.map(({ ending }) => ending)).toEqual(['restarting', null]);
    });

    it('lets a run wait anew that its engine has lost, and run on that was not over', async () => {
      const { all, launch } = await open();
      const { become } = await launch();
      await become(runs, again);
      await expect(all()).resolves.toMatchObject([
        { generation: 1, placed_at: null, ended_at: null },
      ]);
      await become(runs, timeIsUp, runs);
      await expect(all()).resolves.toMatchObject([
        { placed_at: expect.any(String), ended_at: null, ending: null },
      ]);
    });

    it('stays when a workload is deleted, as over, and knows what never ran', async () => {
      const { all, launch, workloads, runs: history } = await open();
      const one = await launch();
      const other = await launch();
      await one.become(runs);
      for (const { id, become } of [one, other]) {
        await become({ desired: 'delete', state: 'stopping' });
        await workloads.delete(id);
      }
      const rows = await all();
      expect(rows.map(({ ended_at }) => typeof ended_at)).toEqual([
        'string',
        'string',
      ]);
      await expect(history.ended(10)).resolves.toHaveLength(1);
    });

    it('remembers what was foretold first, of each run', async () => {
      const { launch, runs: history } = await open();
      const { id, become } = await launch();
      const later = { ...wait, p80Seconds: 999 };
      const telling = { id, generation: 1, model: wait, told: wait };
      await history.foretell([telling], '2026-01-01T00:00:00.000Z');
      await history.foretell(
        [{ ...telling, model: later }],
        '2026-01-01T00:01:00.000Z',
      );
      await expect(history.foretold(9)).resolves.toEqual([
        expect.objectContaining({
          foretold_at: '2026-01-01T00:00:00.000Z',
          model_p80_seconds: 120.5,
          placed_at: null,
        }),
      ]);
      await become(runs);
      await expect(history.foretold(9)).resolves.toEqual([
        expect.objectContaining({ placed_at: expect.any(String) }),
      ]);
    });

    it('knows what waits and what holds, the first first', async () => {
      const { launch, runs: history, db } = await open();
      await expect(history.isAnyQueued()).resolves.toBe(false);
      const [holder, first, second] = [
        await launch(),
        await launch(),
        await launch(),
      ];
      await holder.become(runs);
      await (await launch()).become(runs, timeIsUp);
      await db('workload_runs')
        .where({ workload_id: second.id })
        .update({ queued_at: '2020-01-01T00:00:00.000Z' });
      await expect(history.isAnyQueued()).resolves.toBe(true);
      const living = await history.living();
      const order = [second, holder, first].map(({ id }) => id);
      expect(living.map(({ id }) => id)).toEqual(order);
      expect(living.map(({ placedAt }) => typeof placedAt)).toEqual([
        'undefined',
        'string',
        'undefined',
      ]);
    });

    it('forgets what is too old or too much, and nothing that goes on', async () => {
      const { db, launch, runs: history, all } = await open();
      for (const year of ['2020', '2021', '2022', '2023']) {
        const { id, become } = await launch();
        await become(runs, timeIsUp);
        await db('workload_runs')
          .where({ workload_id: id })
          .update({ ended_at: `${year}-05-05T00:00:00.000Z` });
      }
      await (await launch()).become(runs);
      await history.prune({ before: '2021-01-01T00:00:00.000Z', rows: 2 });
      const left = (await all()).map(({ ended_at }) => ended_at);
      expect(left.map(at => at?.slice(0, 4) ?? 'goes on').sort()).toEqual([
        '2022',
        '2023',
        'goes on',
      ]);
    });
  },
);
