import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import {
  connect,
  DatabasePassStore,
  DatabaseWorkloadStore,
  type EndpointPass,
} from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const oddText = "\"}}; ${…} $(…) 'quotes'\nnewlines ü😀 \\u0000 %_";
const migrations = resolvePackagePath(
  '@astrolabe/plugin-workloads-backend',
  'migrations',
);
const soon = () => new Date(Date.now() + 60_000).toISOString();
const pass: EndpointPass = {
  kind: 'ticket',
  workloadId: '',
  endpoint: 'web',
  ownerRef: 'user:default/ada',
  personRef: 'user:default/nia',
  generation: 3,
  expiresAt: '',
};
const runs = { code: 'ready', message: 'It runs.' } as const;

describe.each(databases.eachSupportedId())(
  'what the workloads room remembers, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      return { db, store, passes: new DatabasePassStore(db) };
    }

    it('gives back what was put in, whatever a person typed', async () => {
      const { store } = await open();
      const workload = newRecord({
        title: oddText,
        request: {
          entityRef: 'aitool:default/x',
          values: { general: { text: `${oddText}\0` } },
        },
      });
      await expect(store.insert(workload)).resolves.toBe(undefined);
      const { spec, request, idempotencyKey, requestHash, holders, ...record } =
        workload;
      const undated = { startedAt: undefined, endsAt: undefined };
      await expect(store.get(workload.id)).resolves.toEqual({
        ...record,
        ...undated,
      });
      await expect(store.getSpec(workload.id)).resolves.toEqual(spec);
      await expect(store.getRequest(workload.id)).resolves.toEqual(request);
      await expect(
        store.findByKey('user:default/ada', idempotencyKey),
      ).resolves.toEqual({ record: { ...record, ...undated }, requestHash });
      await expect(
        store.findBySlugs(['nothing', workload.slug]),
      ).resolves.toHaveLength(1);
      await expect(store.events(workload.id)).resolves.toEqual([
        { at: workload.createdAt, state: 'queued', reason: workload.reason },
      ]);
      const unknown = uuid();
      await expect(store.get(unknown)).resolves.toBe(undefined);
      await expect(store.getSpec(unknown)).resolves.toBe(undefined);
      await expect(store.findByKey('x', 'y')).resolves.toBe(undefined);
    });

    it('takes a key of one person and a slug once, even from two at once', async () => {
      const { store } = await open();
      const inserts = await Promise.all(
        ['one', 'two', 'three'].map(slug =>
          store.insert(newRecord({ idempotencyKey: 'the-key', slug })),
        ),
      );
      expect(inserts.filter(taken => taken === undefined)).toHaveLength(1);
      expect(inserts.filter(taken => taken === 'key')).toHaveLength(2);
      const sameSlug = await Promise.all(
        [1, 2].map(() => store.insert(newRecord({ slug: 'the-slug' }))),
      );
      expect(sameSlug.sort()).toEqual(['slug', undefined]);
      const other = { ownerRef: 'user:default/max', idempotencyKey: 'the-key' };
      await expect(store.insert(newRecord(other))).resolves.toBe(undefined);
      const { totalItems } = await store.list({
        ownerRef: 'user:default/ada',
        limit: 9,
      });
      expect(totalItems).toBe(2);
    });

    it('says what is wrong, when it is no key and no slug', async () => {
      const { store } = await open();
      const workload = newRecord({ title: null as never });
      await expect(store.insert(workload)).rejects.toThrow(/null/i);
      await expect(store.events(workload.id)).resolves.toEqual([]);
    });

    it('loses no change when many change one workload at once', async () => {
      const { store } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map(() =>
          store.update(id, ({ generation }) => ({
            generation: generation + 1,
          })),
        ),
      );
      expect(results.map(record => record!.generation).sort()).toEqual([
        2, 3, 4, 5, 6,
      ]);
      await expect(store.get(id)).resolves.toMatchObject({
        generation: 6,
        revision: 6,
      });
    });

    it('changes what is to change, and nothing else', async () => {
      const { store } = await open();
      const workload = newRecord();
      await store.insert(workload);
      const startedAt = new Date().toISOString();
      const after = await store.update(workload.id, () => ({
        state: 'running',
        reason: runs,
        startedAt,
        endsAt: soon(),
      }));
      expect(after).toMatchObject({
        state: 'running',
        reason: runs,
        startedAt,
        desired: 'run',
        title: 'Corals',
      });
      const cleared = await store.update(workload.id, () => ({
        startedAt: null,
        endsAt: null,
      }));
      expect(cleared).toMatchObject({
        startedAt: undefined,
        endsAt: undefined,
      });
      // Neither state nor reason: pages need not say that it changed.
      expect(cleared!.changedAt).toBe(after!.changedAt);
      await expect(store.update(workload.id, () => undefined)).resolves.toBe(
        undefined,
      );
      await expect(
        store.update(uuid(), () => ({ state: 'failed' })),
      ).resolves.toBe(undefined);
    });

    it('adds a line to the time line when state or reason change, not for progress', async () => {
      const { store } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      const pulling = { code: 'pulling-image', message: 'Pulling.' } as const;
      for (const progress of [0.1, 0.5, 0.9]) {
        await store.update(id, () => ({
          state: 'starting',
          reason: { ...pulling, progress },
        }));
      }
      await store.update(id, () => ({ state: 'running', reason: runs }));
      const events = await store.events(id);
      expect(events.map(({ state }) => state)).toEqual([
        'queued',
        'starting',
        'running',
      ]);
    });

    it('keeps the last 500 lines of a time line for reading', async () => {
      const { store, db } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      const rows = Array.from({ length: 510 }, (_, index) => ({
        id: uuid(),
        workload_id: id,
        at: new Date().toISOString(),
        state: 'running',
        reason: JSON.stringify({ ...runs, message: `Line ${index}` }),
      }));
      await db.batchInsert('workload_events', rows, 50);
      const events = await store.events(id);
      expect(events).toHaveLength(500);
      expect(events.at(-1)!.reason.message).toBe('Line 509');
    });

    it('lists newest first, page by page, of one owner, as far as the policy says', async () => {
      const { store } = await open();
      const mine = [1, 2, 3, 4, 5].map(() => newRecord());
      for (const workload of mine) await store.insert(workload);
      await store.insert(newRecord({ ownerRef: 'user:default/max' }));
      const ids = mine.map(({ id }) => id).reverse();
      const query = { ownerRef: 'user:default/ada', limit: 2 };
      const list = async (more: object = {}) => {
        const page = await store.list({ ...query, ...more });
        return { ids: page.items.map(({ id }) => id), total: page.totalItems };
      };
      expect(await list()).toEqual({ ids: ids.slice(0, 2), total: 5 });
      expect(await list({ after: ids[1] })).toEqual({
        ids: ids.slice(2, 4),
        total: 5,
      });
      expect(await list({ after: ids[4] })).toEqual({ ids: [], total: 5 });

      const owners = (...values: string[]) => ({
        property: 'ownerRef' as const,
        values,
      });
      const [ada, max] = ['user:default/ada', 'user:default/max'];
      const where = async (criteria: object) =>
        (await list({ where: criteria })).total;
      expect(await where(owners(ada))).toBe(5);
      expect(await where(owners(max))).toBe(0);
      expect(await where(owners())).toBe(0);
      expect(await where({ anyOf: [owners(max), owners(ada)] })).toBe(5);
      expect(await where({ allOf: [owners(max), owners(ada)] })).toBe(0);
      expect(await where({ not: owners(max) })).toBe(5);
      expect(await where({ not: { anyOf: [owners(max), owners(ada)] } })).toBe(
        0,
      );
    });

    it('counts who lives, and knows who is where', async () => {
      const { store } = await open();
      for (const state of ['queued', 'running', 'lost', 'stopping'] as const) {
        await store.insert(newRecord({ state }));
      }
      for (const state of ['stopped', 'failed', 'completed'] as const) {
        await store.insert(newRecord({ state, engine: 'other' }));
      }
      const ofAda = { ownerRef: 'user:default/ada' };
      await expect(store.held(ofAda)).resolves.toMatchObject({
        workloads: 4,
        cpuCores: 4,
      });
      const ofMax = { ownerRef: 'user:default/max' };
      await expect(store.held(ofMax)).resolves.toMatchObject({ workloads: 0 });
      await expect(store.listByEngine('other')).resolves.toHaveLength(3);
      const engines = await store.engineIds();
      expect(engines.sort()).toEqual(['in-memory', 'other']);
    });

    it('removes only what is to be removed, with all that belongs to it', async () => {
      const { store, passes, db } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      await passes.add('hash', { ...pass, workloadId: id, expiresAt: soon() });
      await expect(store.delete(id)).resolves.toBe(false);
      await store.update(id, () => ({ desired: 'delete' }));
      const both = await Promise.all([store.delete(id), store.delete(id)]);
      expect(both.sort()).toEqual([false, true]);
      for (const table of ['workloads', 'workload_events', 'endpoint_passes']) {
        await expect(db(table).select()).resolves.toEqual([]);
      }
    });

    it('gives a ticket once, even to many who come at once', async () => {
      const { store, passes } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      const ticket = { ...pass, workloadId: id, expiresAt: soon() };
      await passes.add('hash', ticket);
      const takes = await Promise.all(
        [1, 2, 3, 4].map(() => passes.takeTicket('hash')),
      );
      expect(takes.filter(Boolean)).toEqual([ticket]);
      await expect(passes.takeTicket('hash')).resolves.toBe(undefined);
    });

    it('keeps tickets and tokens apart, and neither after its time', async () => {
      const { store, passes, db } = await open();
      const { id } = newRecord();
      await store.insert(newRecord({ id }));
      const token = { ...pass, kind: 'token' as const, workloadId: id };
      await passes.add('token', { ...token, expiresAt: soon() });
      await passes.add('ticket', {
        ...pass,
        workloadId: id,
        expiresAt: soon(),
      });
      await expect(passes.takeTicket('token')).resolves.toBe(undefined);
      await expect(passes.findToken('ticket')).resolves.toBe(undefined);
      await expect(passes.findToken('token')).resolves.toMatchObject({
        endpoint: 'web',
      });
      await expect(passes.findToken('token')).resolves.toMatchObject({
        generation: 3,
      });

      const past = new Date(Date.now() - 1000).toISOString();
      await passes.add('old', { ...token, expiresAt: past });
      await expect(passes.findToken('old')).resolves.toBe(undefined);
      await passes.add('new', { ...token, expiresAt: soon() });
      const hashes = await db('endpoint_passes').pluck('hash');
      expect(hashes.sort()).toEqual(['new', 'ticket', 'token']);
    });

    it('has one key for sessions, for all replicas', async () => {
      const { db, passes } = await open();
      const keys = await Promise.all([
        passes.sessionKey(),
        new DatabasePassStore(db).sessionKey(),
      ]);
      expect(keys[0]).toHaveLength(32);
      expect(keys[1]).toEqual(keys[0]);
    });

    it('can be taken back and made anew', async () => {
      const { db, store } = await open();
      const mark = 'a'.repeat(40);
      const commit = '1'.repeat(40);
      const of = { of: 'https://forge.example 1', base: commit };
      const record = newRecord({ follow: { mark, commit, ...of, isOn: true } });
      const named = (revision: string) => ({ ...record.spec, name: revision });
      await store.insert({ ...record, spec: named(mark) });
      for (const name of [
        '20261207170000_entity_index',
        '20261207160000_follow_marks',
      ]) {
        await db.migrate.down({ directory: migrations, name: `${name}.js` });
      }
      // What was there before knows of no marks.
      const { spec } = await db('workloads').first('spec');
      expect(JSON.parse(spec)).toEqual(named(commit));
      await db.migrate.rollback({ directory: migrations });
      const tables = [
        'workloads',
        'workload_events',
        'endpoint_passes',
        'gateway_keys',
        'launch_turns',
      ];
      for (const table of tables) {
        await expect(db.schema.hasTable(table)).resolves.toBe(false);
      }
      await db.migrate.latest({ directory: migrations });
      await expect(db.schema.hasTable('workloads')).resolves.toBe(true);
    });
  },
);
