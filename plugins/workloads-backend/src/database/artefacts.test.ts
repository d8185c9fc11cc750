import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import { connect, DatabaseArtefactStore, DatabaseWorkloadStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const changedAt = new Date(0).toISOString();
const limits = { bytesEach: 100, bytesPerRun: 100, bytesPerPerson: 100 };
const found = (...sizes: number[]) => ({
  files: sizes.map((bytes, index) => ({
    path: `deep/'ü' ${index}`,
    bytes,
    changedAt,
  })),
  truncated: true,
});
const whole = { truncated: false };
const lost = { name: 'ConflictError' };

describe.each(databases.eachSupportedId())(
  'the kept artefacts, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      const artefacts = new DatabaseArtefactStore(db);
      const ended = async () => {
        const [resources, tasks] = [newRecord().summary.resources, ['main']];
        const record = newRecord({
          state: 'completed',
          summary: { resources, tasks, lifetime: { kind: 'batch' } },
        });
        await store.insert(record);
        return record;
      };
      const held = async () => {
        const rows = await db('kept_artefacts').whereNull('left_out');
        return rows.reduce((sum, { bytes }) => sum + Number(bytes), 0);
      };
      return { db, store, artefacts, ended, held };
    }

    it('are copied by one of all who want to, and read as they were', async () => {
      const { db, artefacts, ended } = await open();
      const record = await ended();
      expect(await artefacts.listUnkept('in-memory', 9)).toMatchObject([
        { id: record.id },
      ]);
      const replicas = [1, 2, 3, 4].map(() => new DatabaseArtefactStore(db));
      const copies = await Promise.all(replicas.map(each => each.take(record)));
      const [copy, ...others] = copies.filter(each => each !== undefined);
      expect(others).toEqual([]);
      expect(await artefacts.listUnkept('in-memory', 9)).toEqual([]);

      const files = await artefacts.begin(copy, found(7, 101), limits);
      expect(files).toMatchObject([{ number: 0, bytes: 7 }]);
      const add = (start: number, text: string) =>
        artefacts.add(copy, { number: 0, start, bytes: Buffer.from(text) });
      await add(0, 'ab\0\xFF');
      await add(Buffer.byteLength('ab\0\xFF'), 'cd');
      expect(await artefacts.find(record.id)).toBe(undefined);
      await artefacts.finish(copy, { truncated: true });
      expect(await artefacts.find(record.id)).toEqual({
        generation: 1,
        truncated: true,
        files: [{ path: "deep/'ü' 0", bytes: 7, changedAt }],
        notKept: [{ path: "deep/'ü' 1", bytes: 101, reason: 'file-too-large' }],
      });
      const opened = await artefacts.open(record.id, "deep/'ü' 0");
      const pieces: Uint8Array[] = [];
      for await (const piece of opened!.content) pieces.push(piece);
      expect(Buffer.concat(pieces).toString()).toBe('ab\0\xFFcd');
      expect(await artefacts.open(record.id, "deep/'ü' 1")).toBe(undefined);
      expect(await artefacts.listUnkept('in-memory', 9)).toEqual([]);
    });

    it('are counted once, whoever copies them and however often', async () => {
      const { db, artefacts, ended, held } = await open();
      const record = await ended();
      const dead = (await artefacts.take(record))!;
      await artefacts.begin(dead, found(40, 30), limits);
      const piece = { number: 0, start: 0, bytes: Buffer.alloc(40) };
      await artefacts.add(dead, piece);
      expect(await artefacts.take(record)).toBe(undefined);
      await db('artefact_copies').update({ due_at: changedAt });
      expect(await artefacts.listUnkept('in-memory', 9)).toHaveLength(1);
      const next = (await artefacts.take(record))!;
      expect(next.tries).toBe(2);
      // Who was thought dead comes back, and can do no harm.
      await expect(artefacts.add(dead, piece)).rejects.toMatchObject(lost);
      await expect(artefacts.finish(dead, whole)).rejects.toMatchObject(lost);
      await artefacts.giveBack(dead, 0);
      await artefacts.begin(next, found(40, 30), limits);
      await artefacts.add(next, piece);
      await artefacts.leaveOut(next, 1, 'unreadable');
      await artefacts.finish(next, whole);
      expect(await db('kept_artefact_pieces')).toHaveLength(1);
      expect(await held()).toBe(40);
    });

    it('of runs that end at the same time never get more room than there is', async () => {
      const { artefacts, ended, held } = await open();
      const records = [await ended(), await ended(), await ended()];
      const copies = await Promise.all(
        records.map(async record => (await artefacts.take(record))!),
      );
      await Promise.all(
        copies.map(copy => artefacts.begin(copy, found(60), limits)),
      );
      expect(await held()).toBe(60);
    });

    it('of an earlier run stay until there are some of a later one, and go with the workload', async () => {
      const { db, store, artefacts, ended, held } = await open();
      const record = await ended();
      const copy = (await artefacts.take(record))!;
      await artefacts.begin(copy, found(10), limits);
      await artefacts.finish(copy, whole);
      const again = await store.update(record.id, () => ({ generation: 2 }));
      const first = { generation: 1, files: [{ bytes: 10 }] };
      expect(await artefacts.find(record.id)).toMatchObject(first);
      expect(await artefacts.listUnkept('in-memory', 9)).toHaveLength(1);
      const second = (await artefacts.take(again!))!;
      expect(second.tries).toBe(1);
      expect(await artefacts.find(record.id)).toMatchObject(first);
      const nothing = { files: [], truncated: false };
      expect(await artefacts.begin(second, nothing, limits)).toEqual([]);
      await artefacts.finish(second, whole);
      expect(await artefacts.find(record.id)).toMatchObject(first);
      const next = await store.update(record.id, () => ({ generation: 3 }));
      const third = (await artefacts.take(next!))!;
      const [file] = await artefacts.begin(third, found(90), limits);
      const bytes = Buffer.from('ab');
      await artefacts.add(third, { number: file.number, start: 0, bytes });
      expect(await artefacts.find(record.id)).toMatchObject(first);
      // What will be replaced counts no more: there is room for ten more bytes.
      const other = (await artefacts.take(await ended()))!;
      expect(await artefacts.begin(other, found(10), limits)).toHaveLength(1);
      await artefacts.finish(third, whole);
      expect(await artefacts.find(record.id)).toMatchObject({
        generation: 3,
        files: [{ bytes: 90 }],
      });
      expect(await held()).toBe(100);
      await artefacts.finishWithout(other);
      expect(await held()).toBe(90);
      await store.update(record.id, () => ({ desired: 'delete' }));
      expect(await store.delete(record.id)).toBe(true);
      await expect(artefacts.finish(third, whole)).rejects.toMatchObject(lost);
      for (const table of ['kept_artefacts', 'kept_artefact_pieces']) {
        expect(await db(table)).toEqual([]);
      }
    });
  },
);
