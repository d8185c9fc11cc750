import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { because } from '@astrolabe/plugin-workloads-common';
import { afterEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { eventually, startWorkloads, type Portal } from '../__testUtils__';
import { connect, DatabaseSnapshotStore, type NewSnapshot } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const GIB = 1024 ** 3;

function newSnapshot(change: Partial<NewSnapshot> = {}): NewSnapshot {
  const now = new Date().toISOString();
  return {
    id: uuid(),
    ownerRef: 'user:default/ada',
    community: 'default',
    entityRef: 'aitool:default/greeter',
    title: 'Kept',
    workloadId: uuid(),
    engine: 'in-memory',
    siteId: 'local',
    siteTitle: 'Here',
    state: 'queued',
    reason: because('saving-snapshot.recorded'),
    bytesBefore: 9 * GIB,
    createdAt: now,
    changedAt: now,
    request: { entityRef: 'aitool:default/greeter', values: {} },
    revision: 1,
    ...change,
  };
}

describe.each(databases.eachSupportedId())('snapshots on %s', databaseId => {
  const portals: Portal[] = [];
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
  });

  async function open() {
    const knex = await databases.init(databaseId);
    return new DatabaseSnapshotStore(
      await connect(mockServices.database({ knex })),
    );
  }

  it('come back as they were written, with sizes that are numbers', async () => {
    const store = await open();
    const { request, ...snapshot } = newSnapshot();
    await store.insert({ ...snapshot, request });
    expect(await store.get(snapshot.id)).toEqual(snapshot);
    expect(await store.getRequest(snapshot.id)).toEqual(request);
    const leftOut = { secrets: 1, unreadable: 0, names: ['a'] };
    const after = await store.update(snapshot.id, () => ({
      state: 'complete',
      bytes: 10 * GIB,
      place: 'memory',
      leftOut,
    }));
    expect(after).toMatchObject({ bytes: 10 * GIB, leftOut, revision: 2 });
    expect(await store.held(snapshot.ownerRef)).toEqual({
      bytes: 10 * GIB,
      count: 1,
    });
    expect(await store.held(snapshot.ownerRef, snapshot.id)).toEqual({
      bytes: 0,
      count: 0,
    });
  });

  it('count until they are gone, and those that failed not at all', async () => {
    const store = await open();
    const states = ['queued', 'saving', 'deleting', 'failed'] as const;
    for (const state of states) {
      await store.insert(newSnapshot({ state, bytesBefore: 1 }));
    }
    expect(await store.held('user:default/ada')).toEqual({
      bytes: 3,
      count: 3,
    });
    const [first, ...others] = await store.list({
      ownerRef: 'user:default/ada',
    });
    expect(others).toHaveLength(3);
    expect(await store.delete(first.id)).toBe(false);
  });

  it('never take more room than there is, whichever portal they are asked of, and are taken once', async () => {
    const knex = await databases.init(databaseId);
    const config = { snapshots: { bytesEach: 1000, bytesPerPerson: 2000 } };
    const first = await startWorkloads({ knex, config });
    portals.push(first);
    const { engine } = first;
    portals.push(await startWorkloads({ knex, engine, config }));
    const [one, other] = portals.map(portal => portal.as('ada'));
    const ids: string[] = [];
    while (ids.length < 4) {
      const { body } = await one.launch().expect(201);
      await one.until(body.id, 'running');
      engine.leave(body.id, 'notes', 'x'.repeat(1000));
      ids.push(body.id);
    }
    const answers = await Promise.all(
      [...ids, ...ids].map((id, index) =>
        [one, other][index % 2].post(`/v1/workloads/${id}/snapshots`).send({}),
      ),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expect(new Set(taken.map(({ body }) => body.id)).size).toBe(2);
    await eventually(async () => {
      const { body } = await other.get('/v1/snapshots');
      expect(body.items.map(({ state }: { state: string }) => state)).toEqual([
        'complete',
        'complete',
      ]);
      expect(body.limits.usedBytes).toBe(2000);
    });
  });
});
