import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Downtime } from '@astrolabe/plugin-workloads-common';
import { describe, expect, it } from 'vitest';
import { newRecord } from '../__testUtils__/newRecord';
import {
  connect,
  DatabaseActivityStore,
  DatabaseDowntimeStore,
  DatabaseWorkloadStore,
} from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const minute = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 28, 12, minutes)).toISOString();
const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

describe.each(databases.eachSupportedId())(
  'care for workloads, on %s',
  (databaseId: TestDatabaseId) => {
    async function open() {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseWorkloadStore(db);
      return {
        db,
        store,
        activity: new DatabaseActivityStore(db),
        downtimes: new DatabaseDowntimeStore(db),
        launched: async (overrides = {}) => {
          const record = newRecord({ state: 'running', ...overrides });
          await store.insert(record);
          return record.id;
        },
      };
    }

    it('knows what nobody has used, and takes for used what nobody has looked at', async () => {
      const { activity, launched, store } = await open();
      const [idle, busy, unseen, batch, gone] = [
        await launched(),
        await launched(),
        await launched(),
        await launched({
          summary: {
            ...newRecord().summary,
            lifetime: { kind: 'batch' },
          },
        }),
        newRecord().id,
      ];
      const look = (at: number, ids: string[]) =>
        activity.noteLooks(
          ids.map(id => ({ id, isBusy: id === busy })),
          { at: minute(at), blindBefore: minute(at - 5) },
        );
      const all = [idle, busy, unseen, batch, gone];
      await look(0, all);
      await look(4, [idle, busy, batch]);
      await look(8, all);
      const doubtful = async (since: number) =>
        (await activity.listDoubtful(['service'], minute(since))).map(
          ({ id }) => id,
        );
      expect(await doubtful(7)).toEqual([idle]);
      expect((await doubtful(8)).sort()).toEqual([idle, busy, unseen].sort());
      expect(await activity.get(gone)).toBeUndefined();
      await activity.noteUse(gone);
      await activity.noteUse(idle, minute(9));
      expect(await doubtful(7)).toEqual([]);
      // What was said of something is looked at until it is taken back.
      await store.update(idle, () => ({ idle: { warnings: 1 } }));
      expect(await doubtful(7)).toEqual([idle]);
      expect((await store.get(idle))?.idle).toEqual({ warnings: 1 });
      await store.update(idle, () => ({ idle: null }));
      expect(await store.get(idle)).not.toHaveProperty('idle');
      await store.update(idle, () => ({ desired: 'delete' }));
      await store.delete(idle);
      expect(await activity.get(idle)).toBeUndefined();
    });

    it('owes of a downtime one mail to each whom it hits, and none of what was taken back before', async () => {
      const { downtimes, launched } = await open();
      await launched();
      await launched();
      await launched({ state: 'stopped', ownerRef: 'user:default/bea' });
      await launched({ endsAt: inHours(1), ownerRef: 'user:default/cid' });
      await launched({ siteId: 'other', ownerRef: 'user:default/dan' });
      const downtime = (id: string): Downtime => ({
        id,
        siteId: 'local',
        siteTitle: 'Here',
        from: inHours(2),
        until: inHours(3),
        why: 'Power',
        announcedAt: new Date().toISOString(),
      });
      const [kept, withdrawn] = [downtime('kept'), downtime('withdrawn')];
      for (const each of [kept, withdrawn]) await downtimes.announce(each, 'o');
      expect(await downtimes.countAhead()).toBe(2);
      expect(await downtimes.cancel('withdrawn')).toMatchObject({
        cancelledAt: expect.any(String),
      });
      expect(await downtimes.cancel('withdrawn')).toBeUndefined();
      expect(await downtimes.listAhead()).toEqual([kept]);
      expect(await downtimes.listAll()).toHaveLength(2);
      expect(await downtimes.titleOfSite('other')).toBe('In memory');

      const due = await downtimes.listDue();
      expect(due).toMatchObject([
        { downtime: kept, kind: 'announced', ownerRef: 'user:default/ada' },
      ]);
      expect(due[0].workloads).toBe(2);
      const [again] = await downtimes.listDue();
      expect(await due[0].take(60)).toBe(true);
      expect(await again.take(60)).toBe(false);
      await due[0].postpone(-1);
      const [later] = await downtimes.listDue();
      expect(later.tries).toBe(1);
      await later.settle();
      expect(await downtimes.listDue()).toEqual([]);
      await downtimes.cancel('kept');
      expect(await downtimes.listDue()).toMatchObject([{ kind: 'cancelled' }]);
    });
  },
);
