import { describe, expect, it } from 'vitest';
import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { toRecord } from '../ingest/toRecord';
import { syntheticFile } from '../testUtils';
import { connect } from './connect';
import { DatabaseAssetStore } from './DatabaseAssetStore';
import { DatabaseSourceStore } from './DatabaseSourceStore';
import type { AssetRecord } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const nothing = {
  upserted: [] as AssetRecord[],
  removed: [] as string[],
  manifests: [],
  removedManifests: [],
  state: {},
};
const records = (source: string, ...numbers: number[]) =>
  numbers.map(i => toRecord(syntheticFile(i), source));

describe.each(databases.eachSupportedId())(
  'what the assets room remembers, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const sources = new DatabaseSourceStore(db);
      await sources.register(['first', 'second']);
      const store = new DatabaseAssetStore(db, ['first', 'second']);
      const names = async () =>
        (await store.assetsSince(0, 1000))
          .filter(asset => !asset.removed)
          .map(asset => `${asset.source}:${asset.name}`)
          .sort();
      return { db, store, sources, names };
    }

    it('gives back what was put in, and numbers only what changed', async () => {
      const { store } = await open();
      const given = records('first', 1, 2, 3);
      await store.apply('first', { ...nothing, upserted: given });
      const [one, two, three] = await store.assetsSince(0, 10);
      expect([one.seq, two.seq, three.seq]).toEqual([1, 2, 3]);
      expect(one.indexed).toEqual(JSON.parse(JSON.stringify(given[0].indexed)));
      await expect(store.details('module', 'module-2')).resolves.toMatchObject({
        content: given[1].details.content,
      });

      const changed = toRecord(
        { ...syntheticFile(2), documentation: 'New' },
        'first',
      );
      await store.apply('first', {
        ...nothing,
        upserted: [given[0], changed, given[2]],
      });
      const later = await store.assetsSince(3, 10);
      expect(later.map(asset => asset.name)).toEqual(['module-2']);
      await expect(store.newest()).resolves.toBe(4);
    });

    it('keeps what is gone as a change, with its launches for when it returns', async () => {
      const { store } = await open();
      await store.apply('first', { ...nothing, upserted: records('first', 1) });
      const launch = {
        workloadId: 'w',
        entityRef: 'aimodule:default/module-1',
        at: '2026-01-01T00:00:00Z',
      };
      await store.countLaunch(launch);
      await store.countLaunch(launch);
      await store.apply('first', { ...nothing, removed: ['module/module-1'] });
      const [gone] = await store.assetsSince(2, 10);
      expect(gone).toMatchObject({ removed: true, launches: 1 });
      await expect(store.details('module', 'module-1')).resolves.toBe(
        undefined,
      );
      await store.apply('first', { ...nothing, upserted: records('first', 1) });
      const [back] = await store.assetsSince(gone.seq, 10);
      expect(back).toMatchObject({ removed: false, launches: 1 });
    });

    it('knows with which change something came, until it is gone and comes again', async () => {
      const { store } = await open();
      const put = (upserted: AssetRecord[], removed: string[] = []) =>
        store.apply('first', { ...nothing, upserted, removed });
      const came = async () => {
        const [asset] = (await store.assetsSince(0, 10)).slice(-1);
        return [asset.seq, asset.addedSeq];
      };
      const [given] = records('first', 1);
      await put([given]);
      expect(await came()).toEqual([1, 1]);
      await put([
        toRecord({ ...syntheticFile(1), documentation: 'New' }, 'first'),
      ]);
      expect(await came()).toEqual([2, 1]);
      await put([], ['module/module-1']);
      await put([given]);
      expect(await came()).toEqual([4, 4]);
    });

    it('lets the first source prevail over a name, whoever comes first', async () => {
      const { store, sources, names } = await open();
      await store.apply('second', {
        ...nothing,
        upserted: records('second', 1, 2),
        state: { checks: 6, state: 'seen' },
      });
      await store.apply('first', { ...nothing, upserted: records('first', 1) });
      await store.apply('second', {
        ...nothing,
        upserted: records('second', 1),
        state: { checks: 6, state: 'seen' },
      });
      expect(await names()).toEqual(['first:module-1', 'second:module-2']);
      const [, second] = await sources.list();
      expect(second.conflicts).toEqual(['module/module-1']);
      expect(await store.handedOver('second')).toEqual({
        assets: ['module/module-2', 'module/module-1'],
        manifests: [],
      });

      await store.apply('first', { ...nothing, removed: ['module/module-1'] });
      await expect(sources.state('second')).resolves.toEqual({
        ...{ checks: 0, state: 'seen' },
      });
      await expect(sources.claim('second')).resolves.toBe(true);
    });

    it('changes nothing when a page cannot be stored as a whole', async () => {
      const { store, names } = await open();
      const [good] = records('first', 1);
      const bad = { ...records('first', 2)[0], kind: null as never };
      await expect(
        store.apply('first', { ...nothing, upserted: [good, bad] }),
      ).rejects.toThrow();
      expect(await names()).toEqual([]);
    });

    it('gives a source to one replica at a time, and when it is due', async () => {
      const { db, sources } = await open();
      const other = new DatabaseSourceStore(db);
      const claims = await Promise.all([
        sources.claim('first'),
        other.claim('first'),
      ]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      await sources.finish('first', {
        dueAt: new Date(Date.now() + 60_000),
        result: 'ok',
      });
      await expect(other.claim('first')).resolves.toBe(false);
      await sources.makeDue(['first']);
      await expect(other.claim('first')).resolves.toBe(true);
    });

    it('has a source read again that was made due while it was read', async () => {
      const { sources } = await open();
      const dueAt = new Date(Date.now() + 60_000);
      await expect(sources.claim('first')).resolves.toBe(true);
      await sources.makeDue(['first']);
      await sources.finish('first', { dueAt, result: 'ok' });
      await expect(sources.claim('first')).resolves.toBe(true);
      // What wants a pause has it all the same.
      await sources.makeDue(['first']);
      await sources.finish('first', { dueAt, result: 'paused' });
      await expect(sources.claim('first')).resolves.toBe(false);
    });

    it('drops the assets of a source that is no longer configured', async () => {
      const { store, sources, names } = await open();
      await store.apply('first', { ...nothing, upserted: records('first', 1) });
      await store.apply('second', {
        ...nothing,
        upserted: records('second', 2),
      });
      await sources.register(['second']);
      expect(await names()).toEqual(['second:module-2']);
    });

    it('can be taken back', async () => {
      const { db } = await open();
      await db.migrate.rollback({
        directory: resolvePackagePath(
          '@astrolabe/plugin-assets-backend',
          'migrations',
        ),
      });
      await expect(db.schema.hasTable('assets')).resolves.toBe(false);
    });
  },
);
