import { tierRef } from '@astrolabe/plugin-communities-common';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  eventually,
  manifest,
  put,
  startWorkloads,
  type Portal,
} from './__testUtils__';

/** Ada works in the portal, and only tries things in iMagine. */
const groups = { ada: [tierRef('demo', 'imagine')] };
const communities = {
  list: [
    {
      id: 'imagine',
      title: 'iMagine',
      hosts: ['imagine.test'],
      tiers: { demo: { workloads: 1 } },
      accessRequests: { tiers: ['manager'] },
      quotas: [{ id: 'memory', title: 'Memory', memoryGiB: 2 }],
    },
  ],
};

describe('workloads of several communities', () => {
  let portal: Portal;
  afterEach(() => portal.stop());
  const start = async (more: object = {}) => {
    portal = await startWorkloads({ groups, communities, ...more });
    return portal.as('ada');
  };
  const there = { request: { community: 'imagine' } };

  it('belong to the one that the request names, else to the one that is active', async () => {
    const ada = await start();
    const usual = (await ada.launch().expect(201)).body;
    const named = (await ada.launch({}, there).expect(201)).body;
    expect(usual.community).toBe('default');
    expect(named.community).toBe('imagine');
    for (const { id, community } of [usual, named]) {
      const { body } = await ada.get(`/v1/workloads/${id}`).expect(200);
      expect(body.community).toBe(community);
    }
    const list = async (query: string) =>
      (await ada.get(`/v1/workloads${query}`).expect(200)).body;
    expect((await list('')).totalItems).toBe(2);
    const narrowed = await list('?community=imagine');
    expect(narrowed.items.map(({ id }: { id: string }) => id)).toEqual([
      named.id,
    ]);
    expect(narrowed).toMatchObject({
      totalItems: 1,
      purposes: { interactive: 1 },
    });
    expect((await list('?community=nowhere')).totalItems).toBe(0);
  });

  it.each([
    ['the header', { 'x-astrolabe-community': 'imagine' }],
    ['the host of its portal', { host: 'imagine.test' }],
    ['what /c/imagine chose', { cookie: 'astrolabe-community=imagine' }],
  ])('belong to the one that is active by %s', async (_how, headers) => {
    const ada = await start();
    const { body } = await ada.launch().set(headers).expect(201);
    expect(body.community).toBe('imagine');
  });

  it('find the tracking server of their community, unless their manifest says another', async () => {
    const [imagine] = communities.list;
    const url = 'https://tracking.example.org/lab';
    const own = structuredClone(manifest);
    const MLFLOW_TRACKING_URI = 'https://other.example.org';
    const env = { ...own.workload.tasks[0].env, MLFLOW_TRACKING_URI };
    own.workload.tasks[0].env = env;
    const shelf = createShelf();
    put(shelf, 'tracked', own);
    const list = [{ ...imagine, tiers: {}, tracking: { url } }];
    const ada = await start({ shelf, communities: { list } });
    const envOf = async (options: object) => {
      const { body } = await ada.launch({}, options).expect(201);
      await ada.until(body.id, 'running');
      return portal.engine.submitted(body.id)!.spec.tasks[0].env;
    };
    expect(await envOf(there)).toMatchObject({ MLFLOW_TRACKING_URI: url });
    expect(await envOf({})).not.toHaveProperty('MLFLOW_TRACKING_URI');
    expect(await envOf({ ...there, tool: 'tracked' })).toMatchObject({
      MLFLOW_TRACKING_URI,
    });
  });

  it('are kept as snapshots at the place of their community in the registry', async () => {
    const [imagine] = communities.list;
    const registryProject = 'imagine/snapshots';
    const ada = await start({
      communities: { list: [{ ...imagine, registryProject }] },
    });
    const take = async (options: object) => {
      const { body } = await ada.launch({}, options).expect(201);
      await ada.until(body.id, 'running');
      const at = `/v1/workloads/${body.id}/snapshots`;
      const taken = (await ada.post(at).send({}).expect(201)).body;
      await eventually(async () => {
        const { state } = (await ada.get(`/v1/snapshots/${taken.id}`)).body;
        expect(state).toBe('complete');
      });
      return portal.knex('snapshots').where({ id: taken.id }).first();
    };
    expect((await take({})).place).toBe('memory');
    const { id, place } = await take(there);
    expect(place).toBe(registryProject);
    await ada.delete(`/v1/snapshots/${id}`).expect(204);
    await eventually(async () => {
      await ada.get(`/v1/snapshots/${id}`).expect(404);
    });
    expect(portal.engine.snapshots.removedFrom(id)).toBe(registryProject);
  });

  it('are held to limits and quotas of their community alone', async () => {
    const ada = await start();
    const { body } = await ada.launch({}, there).expect(201);
    const refused = await ada.launch({}, there).expect(403);
    expect(refused.body.error).toMatchObject({
      code: 'LIMIT_WORKLOADS',
      cause: 'limit workloads of tier demo of imagine: 1 of 1 in use',
      nextStep: expect.stringContaining("ask for 'manager' on the page Access"),
      request: { community: 'imagine', tier: 'manager' },
    });
    await ada.launch().expect(201);
    await ada.launch().expect(201);

    await ada.post(`/v1/workloads/${body.id}/stop`).expect(200);
    await ada.until(body.id, 'stopped');
    const memory = { hardware: { memory: 3 } };
    const { error } = (await ada.launch(memory, there).expect(403)).body;
    expect(error.code).toBe('QUOTA_TOO_SMALL');
    await ada.launch(memory).expect(201);
    await ada.launch({}, there).expect(201);
    // What has ended is started again in its own community.
    const again = await ada.post(`/v1/workloads/${body.id}/restart`);
    expect(again.body.error).toMatchObject({ code: 'LIMIT_WORKLOADS' });

    const quotas = async (community: string) =>
      (
        await ada
          .get('/v1/quotas')
          .set('x-astrolabe-community', community)
          .expect(200)
      ).body.items;
    expect(await quotas('default')).toContainEqual(
      expect.objectContaining({ quotaId: 'tier', limit: 50, used: 3 }),
    );
    expect(await quotas('imagine')).toContainEqual(
      expect.objectContaining({ quotaId: 'tier', limit: 1, used: 1 }),
    );
  });

  it('cannot be launched in one that I am no member of, whether it is there or not', async () => {
    await start();
    for (const community of ['imagine', 'nowhere']) {
      const { body } = await portal
        .as('max')
        .launch({}, { request: { community } })
        .expect(403);
      expect(body.error).toMatchObject({
        code: 'NOT_A_MEMBER',
        cause: 'only its members act in a community',
        nextStep: expect.stringContaining("'default'"),
      });
    }
    expect(await portal.knex('workloads')).toEqual([]);
  });

  it('have no owner but who launches them', async () => {
    const ada = await start();
    for (const request of [
      { ownerRef: 'user:default/max' },
      { owner_ref: 'user:default/max' },
      { community: ['imagine', 'default'] },
      { community: { id: 'imagine' } },
    ]) {
      await ada.launch({}, { request }).expect(400);
    }
    expect(await portal.knex('workloads')).toEqual([]);
  });

  it('are gone from my sight when I am a member no longer, and back when I am', async () => {
    const people = { kim: [tierRef('full'), tierRef('full', 'imagine')] };
    await start({ people });
    const kim = portal.as('kim');
    const { body } = await kim.launch({}, there).expect(201);
    await kim.until(body.id, 'running');
    const taken = await kim
      .post(`/v1/workloads/${body.id}/snapshots`)
      .send({})
      .expect(201);
    const look = async (status: number) => {
      await kim.get(`/v1/workloads/${body.id}`).expect(status);
      await kim.get(`/v1/snapshots/${taken.body.id}`).expect(status);
      const request = { fromSnapshot: taken.body.id };
      return kim.post('/v1/plan').send({
        entityRef: 'aitool:default/greeter',
        values: {},
        ...request,
      });
    };
    people.kim = [tierRef('full')];
    expect((await look(404)).body.error.code).toBe('SNAPSHOT_NOT_FOUND');
    expect((await kim.get('/v1/workloads')).body.totalItems).toBe(0);
    expect((await kim.get('/v1/snapshots')).body.items).toEqual([]);
    people.kim.push(tierRef('demo', 'imagine'));
    expect((await look(200)).body.error?.code).not.toBe('SNAPSHOT_NOT_FOUND');
  });
});
