import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import { RunsUsed } from '../usage';
import {
  connect,
  DatabaseChores,
  DatabaseUsageStore,
  DatabaseWorkloadStore,
} from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const now = Date.parse('2026-11-28T12:34:56.000Z');
const hoursAgo = (hours: number) =>
  new Date(now - hours * 3_600_000).toISOString();

describe.each(databases.eachSupportedId())(
  'what workloads used, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const usage = new DatabaseUsageStore(db);
      const store = new DatabaseWorkloadStore(db);
      const record = newRecord({ state: 'running' });
      await store.insert(record);
      const add = (hours: number, used: object, seconds = 60) =>
        usage.add([{ workloadId: record.id, generation: 1, ...used }], {
          at: hoursAgo(hours),
          seconds,
        });
      const read = (generation = 1) =>
        usage.read(record.id, { generation, since: hoursAgo(24 * 365) });
      return { db, store, usage, record, add, read };
    }

    it('is told of a module from three people on, and of few as nobody’s very own', async () => {
      const { usage, store, record, add } = await open();
      const used = () => new RunsUsed(usage).of(record.entityRef);
      await add(2, { cpuCores: 2, memoryBytes: 4e9 });
      await add(1, { cpuCores: 1, memoryBytes: 5e9 });
      for (const [ownerRef, cpuCores, memoryBytes, kind] of [
        // However often one person runs it.
        [record.ownerRef, 0.5, 1e9, 'service'],
        [record.ownerRef, 0.5, 1e9, 'service'],
        ['user:default/max', 0.5, 1e9, 'service'],
        ['user:default/noether', 64, 64e9, 'batch'],
        ['user:default/noether', 2.345, 5.432e9, 'service'],
      ] as const) {
        expect(await used()).toBeUndefined();
        const summary = { ...record.summary, lifetime: { kind } };
        const other = newRecord({ state: 'running', ownerRef, summary });
        await store.insert(other);
        await usage.add(
          [{ workloadId: other.id, generation: 1, cpuCores, memoryBytes }],
          { at: hoursAgo(1), seconds: 60 },
        );
      }
      const theirs = {
        runs: 3,
        cpuCores: 4,
        memoryBytes: 8 * 2 ** 30,
        gpuCount: 0,
      };
      expect(await used()).toEqual(theirs);
      for (let i = 0; i < 7; i++) {
        const ownerRef = `user:default/${i}`;
        const other = newRecord({ state: 'running', ownerRef });
        await store.insert(other);
        const measured = { cpuCores: 1.234, memoryBytes: 1.234e9 };
        await usage.add(
          [{ workloadId: other.id, generation: 1, ...measured }],
          { at: hoursAgo(1), seconds: 60 },
        );
      }
      // Ten of them: what nine stay below, in two digits; of at least ten runs.
      const ofMany = { runs: 10, cpuCores: 2, memoryBytes: 5e9, gpuCount: 0 };
      expect(await used()).toEqual(ofMany);
      expect(await new RunsUsed(usage).of('aitool:default/none')).toBe(
        undefined,
      );
    });

    it('is kept as it was measured for a day, by the hour for longer, and then forgotten', async () => {
      const { usage, add, read } = await open();
      await add(24 * 40, { cpuCores: 4 });
      // 34 and 28 minutes past ten, the day before.
      await add(26, { cpuCores: 1, memoryBytes: 6e9, gpuShare: 0.5 }, 60);
      await add(26.1, { cpuCores: 3, memoryBytes: 2e9 }, 180);
      await add(2, { cpuCores: 0.5 });
      const fine = (await read()).at(-1);
      await usage.condense(31, now);
      const kept = [
        {
          at: '2026-11-27T10:00:00.000Z',
          seconds: 240,
          cpuCores: 2.5,
          cpuPeak: 3,
          memoryBytes: 3e9,
          memoryPeak: 6e9,
          diskBytes: undefined,
          gpuShare: 0.5,
        },
        fine,
      ];
      expect(await read()).toEqual(kept);
      await usage.condense(31, now);
      expect(await read()).toEqual(kept);
      await usage.condense(31, now + 32 * 24 * 3_600_000);
      expect(await read()).toEqual([]);
    });

    it('is kept by run, is not 0 where it was not known, and goes with its workload', async () => {
      const { db, store, usage, record, add, read } = await open();
      await add(1, { diskBytes: 5e12 });
      expect(await read(2)).toEqual([]);
      expect(await read()).toEqual([
        {
          at: hoursAgo(1),
          seconds: 60,
          cpuCores: undefined,
          cpuPeak: undefined,
          memoryBytes: undefined,
          memoryPeak: undefined,
          diskBytes: 5e12,
          gpuShare: undefined,
        },
      ]);
      await store.update(record.id, () => ({ desired: 'delete' }));
      await store.delete(record.id);
      expect(await db('usage_samples')).toEqual([]);
      // What is gone when its engine has answered is nobody's.
      await add(1, { cpuCores: 1 });
      expect(await read()).toEqual([]);
      expect(await usage.runningAt('in-memory')).toEqual([]);
    });

    it('is measured by one of those who are due', async () => {
      const { db } = await open();
      const replicas = [1, 2, 3].map(() => new DatabaseChores(db));
      const takeAll = (seconds: number) =>
        Promise.all(
          replicas.map(each => each.take('usage:in-memory', seconds)),
        );
      expect((await takeAll(60)).filter(Boolean)).toHaveLength(1);
      expect((await takeAll(60)).filter(Boolean)).toHaveLength(0);
      expect(await replicas[0].take('usage:other', 60)).toBe(true);
      await replicas[0].keep('usage:in-memory', -1);
      expect((await takeAll(60)).filter(Boolean)).toHaveLength(1);
    });
  },
);
