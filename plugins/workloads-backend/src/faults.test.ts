import {
  exampleWorkload,
  fakeSamples,
  InMemoryWorkloadEngine,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { NodeAwayError } from '@astrolabe/plugin-workloads-node';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  eventually,
  startWorkloads,
  type Portal,
} from './__testUtils__';

describe('when something goes wrong', () => {
  const portals: Portal[] = [];
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
  });

  async function start(options: Parameters<typeof startWorkloads>[0] = {}) {
    const portal = await startWorkloads(options);
    portals.push(portal);
    return portal;
  }

  const count = ({ engine }: Portal, method: string, id?: string) =>
    engine.calls.filter(
      call => call.method === method && (!id || call.workloadId === id),
    ).length;

  async function launch(portal: Portal): Promise<string> {
    const { body } = await portal.as('ada').launch().expect(201);
    return body.id;
  }

  it('says that the engine does not answer, and what to do', async () => {
    const portal = await start();
    portal.engine.lose();
    const ada = portal.as('ada');
    const { body } = await ada.launch().expect(503);
    expect(body.error).toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      cause: "The engine 'in-memory' does not answer. Out of reach",
      nextStep: expect.any(String),
    });
    const capacity = await ada.get('/v1/capacity').expect(200);
    expect(capacity.body).toEqual({
      items: [],
      unreachable: [
        {
          engine: 'in-memory',
          reason: expect.objectContaining({ code: 'engine-unreachable' }),
        },
      ],
    });
    // What is known without it is told without it.
    await ada.get('/v1/workloads').expect(200);
    await ada
      .get('/v1/launch-form?entityRef=aitool:default/greeter')
      .expect(200);
  });

  it('says that it does not know now how a workload is, and leaves it as it was', async () => {
    const portal = await start();
    const ada = portal.as('ada');
    const id = await launch(portal);
    const before = await ada.until(id, 'running');
    portal.engine.lose();
    await eventually(async () => {
      const { body } = await ada.get(`/v1/workloads/${id}`).expect(200);
      expect(body.reason).toMatchObject({
        code: 'engine-unreachable',
        evidence: 'Out of reach',
        nextStep: expect.any(String),
      });
      const { state, endpoints } = before;
      expect(body).toMatchObject({ state, endpoints });
    });
    const logs = await ada.get(`/v1/workloads/${id}/logs`).expect(503);
    expect(logs.body.error.code).toBe('ENGINE_UNREACHABLE');
    portal.engine.find();
    portal.engine.failNext('logs', new NodeAwayError('No path to node'));
    const away = await ada.get(`/v1/workloads/${id}/logs`).expect(503);
    expect(away.body.error).toMatchObject({
      code: 'NODE_AWAY',
      message: 'The node of this workload does not answer',
      cause: 'No path to node',
      nextStep: expect.stringContaining('restart'),
    });
    await eventually(async () => {
      const { body } = await ada.get(`/v1/workloads/${id}`).expect(200);
      expect({ ...body, changedAt: '' }).toEqual({ ...before, changedAt: '' });
    });
    expect(count(portal, 'submit', id)).toBe(1);
  });

  it('starts what was launched while the engine hiccuped', async () => {
    const portal = await start();
    const hiccup = new ServiceUnavailableError('Busy');
    portal.engine.failNext('submit', hiccup);
    portal.engine.failNext('submit', hiccup);
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    expect(count(portal, 'submit', id)).toBe(3);
  });

  it('starts again what the engine has forgotten', async () => {
    const portal = await start();
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    portal.engine.forget(id);
    await eventually(() => expect(count(portal, 'submit', id)).toBe(2));
    await portal.as('ada').until(id, 'running');
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}/events`);
    const messages = body.items.map(
      (item: { reason: { message: string } }) => item.reason.message,
    );
    expect(messages).toContain(
      'Its engine had lost it; it is being started again.',
    );
  });

  it('submits once what the portal recorded before it was stopped', async () => {
    // Tried again and again, ever more seldom: not 50 times before it is stopped.
    const first = await start({ config: { resyncSeconds: 600 } });
    const broken = new ServiceUnavailableError('Cut off');
    for (let n = 0; n < 50; n++) first.engine.failNext('submit', broken);
    const id = await launch(first);
    await eventually(() =>
      expect(count(first, 'submit', id)).toBeGreaterThan(0),
    );
    await first.stop();
    expect(await first.engine.list()).toEqual([]);

    const engine = new InMemoryWorkloadEngine();
    const second = await start({ ...first, engine });
    await second.as('ada').until(id, 'running');
    await second.stop();
    expect(count(second, 'submit', id)).toBe(1);
  });

  it('goes on as before when the portal is stopped and started', async () => {
    const first = await start();
    const id = await launch(first);
    const before = await first.as('ada').until(id, 'running');
    // An engine goes on without the portal.
    const { engine } = first;
    await first.stopPortal();
    engine.observe(id, {
      state: 'failed',
      reason: { code: 'killed', message: 'It was killed.' },
    });
    const second = await start(first);
    const after = await second.as('ada').until(id, 'failed');
    expect(after).toMatchObject({
      startedAt: before.startedAt,
      reason: { code: 'killed' },
    });
    expect(count(second, 'submit', id)).toBe(1);
  });

  it('removes from the engine what was deleted, and leaves alone what its database never knew', async () => {
    const portal = await start();
    const gone = await launch(portal);
    await portal.as('ada').until(gone, 'running');
    await portal.as('ada').delete(`/v1/workloads/${gone}`).expect(204);
    await eventually(async () =>
      expect(await portal.engine.list()).toEqual([]),
    );
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    const spec = fakeSamples().server();
    // As after a backup was restored, or where another portal uses the same engine.
    const stranger = exampleWorkload(spec);
    await portal.engine.submit(stranger);
    // As by a replica that was killed before it could see that it was too late.
    const orphan = { ...exampleWorkload(spec), id: gone };
    await portal.engine.submit(orphan);
    const stateOf = async (which: string) => {
      const listed = await portal.engine.list();
      return listed.find(({ workloadId }) => workloadId === which)?.state;
    };
    await eventually(async () => expect(await stateOf(gone)).toBeUndefined());
    expect(await stateOf(stranger.id)).toBe('running');
    expect(count(portal, 'stop', stranger.id)).toBe(0);
    expect(count(portal, 'remove', stranger.id)).toBe(0);
    await portal.as('ada').until(id, 'running');
    expect(count(portal, 'remove', id)).toBe(0);
  });

  it('does not start again what has lived its time', async () => {
    const portal = await start();
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    portal.engine.observe(id, {
      state: 'stopped',
      reason: { code: 'time-to-live-reached', message: 'Its time is up.' },
    });
    await portal.as('ada').until(id, 'stopped');
    portal.engine.forget(id);
    const lists = count(portal, 'list');
    await eventually(() =>
      expect(count(portal, 'list')).toBeGreaterThan(lists + 2),
    );
    expect(count(portal, 'submit', id)).toBe(1);
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    expect(body.reason.code).toBe('time-to-live-reached');
  });

  it('stops what the engine does not know, and says so at once', async () => {
    const portal = await start({ config: { resyncSeconds: 600 } });
    const broken = new ServiceUnavailableError('Cut off');
    for (let n = 0; n < 50; n++) portal.engine.failNext('submit', broken);
    const id = await launch(portal);
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await portal.as('ada').until(id, 'stopped');
    expect(await portal.engine.list()).toEqual([]);
  });

  it('asks for no list to stop what the engine has told of', async () => {
    const portal = await start({ config: { resyncSeconds: 600 } });
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    const lists = count(portal, 'list');
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await portal.as('ada').until(id, 'stopped');
    expect(count(portal, 'list')).toBe(lists);
  });

  it('gives up on a restart that the engine refuses, and ends the run before it', async () => {
    const portal = await start();
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    portal.engine.failNext('submit', new ConflictError('Not again'));
    await portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    await portal.as('ada').until(id, 'failed');
    await eventually(async () =>
      expect(await portal.engine.list()).toMatchObject([{ state: 'stopped' }]),
    );
    const lists = count(portal, 'list');
    await eventually(() =>
      expect(count(portal, 'list')).toBeGreaterThan(lists + 2),
    );
    expect(count(portal, 'submit', id)).toBe(2);
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    expect(body.reason).toMatchObject({
      code: 'engine-refused',
      evidence: 'Not again',
    });
  });

  it('says of workloads whose engine is not installed any more that it is missing', async () => {
    const first = await start();
    const id = await launch(first);
    await first.as('ada').until(id, 'running');
    await first.stop();
    const engine = new InMemoryWorkloadEngine({ id: 'another' });
    const second = await start({ ...first, engine });
    const lost = await second.as('ada').until(id, 'lost');
    expect(lost.reason.evidence).toContain("'in-memory' is not installed");
    const logs = await second
      .as('ada')
      .get(`/v1/workloads/${id}/logs`)
      .expect(503);
    expect(logs.body.error).toMatchObject({
      code: 'ENGINE_MISSING',
      cause: 'Installed are: another',
    });
  });

  it('says that the assets room does not answer', async () => {
    const shelf = Object.assign(createShelf(), {
      get: () => {
        throw new Error('connect ECONNREFUSED');
      },
    });
    const portal = await start({ shelf });
    const { body } = await portal.as('ada').launch().expect(503);
    expect(body.error).toMatchObject({
      code: 'ASSETS_UNAVAILABLE',
      cause: 'connect ECONNREFUSED',
      nextStep: expect.any(String),
    });
  });

  it('stays up when somebody sends 1,000 requests, and serves everybody else', async () => {
    const portal = await start({ config: { requestsPerMinute: 100 } });
    const ada = portal.as('ada');
    const statuses = new Map<number, number>();
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => ada.get('/v1/workloads')),
      );
      for (const { status, headers, body } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status !== 429) continue;
        expect(Number(headers['retry-after'])).toBeGreaterThan(0);
        expect(body.error.code).toBe('TOO_MANY_REQUESTS');
      }
    }
    expect([...statuses.keys()].sort()).toEqual([200, 429]);
    expect(statuses.get(429)).toBeGreaterThan(500);
    await portal.as('max').get('/v1/workloads').expect(200);
  });

  it('does not start without its gateway', async () => {
    const portal = await start();
    const gateway = { port: portal.gatewayPort };
    await expect(start({ config: { gateway } })).rejects.toThrow(
      /cannot listen on 127\.0\.0\.1:\d+; change workloads\.gateway\.host or \.port/,
    );
  });

  it('deletes what was to be deleted while the engine was away', async () => {
    const portal = await start();
    const id = await launch(portal);
    await portal.as('ada').until(id, 'running');
    portal.engine.lose();
    await portal.as('ada').delete(`/v1/workloads/${id}`).expect(204);
    const { body } = await portal
      .as('ada')
      .get(`/v1/workloads/${id}`)
      .expect(200);
    expect(body).toMatchObject({ state: 'stopping', desired: 'delete' });
    portal.engine.find();
    await eventually(() =>
      portal.as('ada').get(`/v1/workloads/${id}`).expect(404),
    );
    expect(await portal.engine.list()).toEqual([]);
  });
});
