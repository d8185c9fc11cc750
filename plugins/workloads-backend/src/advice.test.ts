import {
  fitsQuota,
  withChanges,
  type LaunchAdvice,
  type PlannedSite,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createShelf,
  manifest,
  put,
  RoomyEngine,
  SitesEngine,
  startWorkloads,
  type Portal,
} from './__testUtils__';
import type { StartOptions } from './__testUtils__/startWorkloads';

const GIB = 1024 ** 3;
const entityRef = 'aitool:default/trainer';
const { general } = manifest.form.properties;

/** What asks for memory and GPUs of a model. */
const trainer = {
  workload: manifest.workload,
  form: {
    type: 'object',
    properties: {
      general,
      hardware: {
        type: 'object',
        properties: {
          cores: {
            type: 'number',
            minimum: 0.5,
            maximum: 16,
            default: 1,
            'x-limit': 'cpuCores',
          },
          memory: {
            type: 'number',
            minimum: 1,
            maximum: 16,
            default: 1,
            'x-unit': 'GiB',
            'x-limit': 'memoryBytes',
          },
          gpus: {
            type: 'integer',
            minimum: 0,
            maximum: 4,
            default: 0,
            'x-limit': 'gpuCount',
          },
          gpuModel: { type: 'string', 'x-gpu-model': true },
        },
      },
    },
  },
};

/** Each dry run takes four seconds of a clock that stands still otherwise. */
class SlowEngine extends RoomyEngine {
  async plan(spec: WorkloadSpec) {
    vi.setSystemTime(Date.now() + 4000);
    return super.plan(spec);
  }
}

const portals: Portal[] = [];
async function start(options: StartOptions) {
  const shelf = createShelf();
  put(shelf, 'trainer', trainer);
  const portal = await startWorkloads({ shelf, ...options });
  portals.push(portal);
  return portal;
}
afterEach(async () => {
  vi.useRealTimers();
  for (const portal of portals.splice(0)) await portal.stop();
});

async function advise(portal: Portal, hardware: object, status = 200) {
  const { body } = await portal
    .as('olga')
    .post('/v1/advice')
    .send({ entityRef, values: { hardware } })
    .expect(status);
  return body as LaunchAdvice;
}

const room = (gpuCount: number, gpuModels: Record<string, number> = {}) => ({
  free: { cpuCores: 8, memoryBytes: 8 * GIB, diskBytes: GIB, gpuCount },
  gpuModels,
});
const ids = (sites: PlannedSite[]) => sites.map(({ siteId }) => siteId);
const words = ({ suggestions }: LaunchAdvice) =>
  suggestions.map(({ changes, sites }) => {
    const said = changes.map(({ path, to }) => `${path.split('.')[1]}=${to}`);
    return `${said.join(' ')} at ${ids(sites).join(', ')}`;
  });

describe('what to do when nothing can start now', () => {
  it('is told with the fields to change and where it starts then, the least change first', async () => {
    const engine = new RoomyEngine('fed', {
      valencia: room(3),
      porto: room(1),
    });
    const portal = await start({ engine });
    const body = await advise(portal, { gpus: 4 });
    expect(words(body)).toEqual([
      'gpus=3 at valencia',
      'gpus=1 at valencia, porto',
    ]);
    expect(body.suggestions[0]).toMatchObject({
      changes: [{ path: 'hardware.gpus', from: 4, to: 3 }],
      sites: [{ title: 'The site valencia', engine: 'fed', verdict: 'now' }],
    });
    expect(
      Date.now() - Date.parse(body.suggestions[0].verifiedAt),
    ).toBeLessThan(60_000);
    const [asked, ...others] = body.rows;
    expect(asked).toMatchObject({ changes: [], hasRoom: true });
    expect(asked.sites[0].reason!.message).toBe('It is taken');
    expect(others.length).toBeLessThanOrEqual(11);
    expect(body.isComplete).toBe(true);
    expect(engine.most).toBeLessThanOrEqual(3);
    expect(portal.heard.audits).toEqual([
      { what: 'workload-advice:succeeded', meta: { entityRef } },
    ]);
    expect((await portal.as('olga').get('/v1/workloads')).body.totalItems).toBe(
      0,
    );
  });

  it('is another GPU, where there is one', async () => {
    const engine = new RoomyEngine('fed', { valencia: room(2, { T4: 2 }) });
    const portal = await start({ engine });
    const body = await advise(portal, { gpus: 2, gpuModel: 'A100' });
    expect(words(body)).toEqual([
      'gpuModel=null at valencia',
      'gpus=0 at valencia',
    ]);
  });

  it('is less of several things, where one is not enough', async () => {
    const portal = await start({
      engine: new RoomyEngine('fed', { valencia: room(1) }),
    });
    const body = await advise(portal, { memory: 12, gpus: 2 });
    expect(words(body)).toEqual(['memory=8 gpus=1 at valencia']);
  });

  it('is nothing that does not fit my quotas', async () => {
    const quota = { id: 'gpus', title: 'GPUs', gpuCount: 2 };
    const portal = await start({
      engine: new RoomyEngine('fed', { valencia: room(3) }),
      communities: { quotas: [quota] },
    });
    const body = await advise(portal, { gpus: 4 });
    expect(words(body)).toEqual(['gpus=2 at valencia']);
    expect(body.rows.find(({ changes }) => changes[0]?.to === 3)).toMatchObject(
      { hasRoom: false, sites: [{ verdict: 'now' }] },
    );
  });

  it('is nothing where it can start already, and where nothing helps', async () => {
    const engine = new SitesEngine('one', { a: 'now', b: 'later', c: 'never' });
    const portal = await start({ engine });
    const body = await advise(portal, { gpus: 4 });
    expect(body.suggestions).toEqual([]);
    expect(body.rows.length).toBeGreaterThan(2);
    for (const { sites } of body.rows)
      expect(ids(sites)).toEqual(['a', 'b', 'c']);
  });

  it('is asked for the chosen site alone, where one is chosen', async () => {
    const portal = await start({
      engine: new RoomyEngine('fed', { valencia: room(3), porto: room(1) }),
    });
    const request = { entityRef, values: { hardware: { gpus: 4 } } };
    const { body } = await portal
      .as('olga')
      .post('/v1/advice')
      .send({ ...request, siteId: 'porto' });
    expect(words(body)).toEqual(['gpus=1 at porto']);
  });

  it('comes in time, with what was asked until then', async () => {
    const engine = new SlowEngine('fed', { valencia: room(3) });
    const portal = await start({
      engine,
      config: { advice: { seconds: 10 } },
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    const body = await advise(portal, { gpus: 4, memory: 4 });
    expect(body.isComplete).toBe(false);
    expect(body.rows.length).toBeLessThan(8);
    expect(words(body)).toContain('gpus=3 at valencia');
  });

  it('is for people who may launch, so often a minute, and for values that the form knows', async () => {
    const engine = new RoomyEngine('fed', { valencia: room(3) });
    const portal = await start({
      engine,
      config: { advice: { requestsPerMinute: 2 } },
    });
    const request = { entityRef, values: {} };
    await portal.as('nobody').post('/v1/advice').send(request).expect(401);
    const refused = await advise(portal, { gpus: 40 }, 400);
    expect(refused).toMatchObject({ error: { code: 'INVALID_VALUES' } });
    await advise(portal, { gpus: 4 });
    const { body } = await portal
      .as('olga')
      .post('/v1/advice')
      .send(request)
      .expect(429);
    expect(body.error.code).toBe('TOO_MANY_REQUESTS');
    await portal.as('ada').post('/v1/advice').send(request).expect(200);
    await portal.as('olga').post('/v1/plan').send(request).expect(200);
  });

  it('is true: whatever is free and asked, each suggestion starts where it says', async () => {
    const amount = (most: number) => fc.integer({ min: 0, max: most });
    const site = fc.record({
      cores: amount(8),
      memory: amount(16),
      t4: amount(3),
      a100: amount(3),
    });
    const asked = fc.record({
      cores: fc.integer({ min: 1, max: 16 }),
      memory: fc.integer({ min: 1, max: 16 }),
      gpus: amount(4),
      gpuModel: fc.constantFrom('T4', 'A100', 'H100'),
    });
    const engine = new RoomyEngine('fed', {});
    const config = { advice: { requestsPerMinute: 1000 } };
    const olga = (await start({ engine, config })).as('olga');
    let suggested = 0;
    await fc.assert(
      fc.asyncProperty(site, site, asked, async (one, two, hardware) => {
        engine.rooms = { one: roomOf(one), two: roomOf(two) };
        const request = { entityRef, values: { hardware } };
        const { body } = await olga.post('/v1/advice').send(request);
        for (const { changes, sites } of (body as LaunchAdvice).suggestions) {
          suggested++;
          const values = withChanges(request.values, changes);
          const plan = await olga.post('/v1/plan').send({ entityRef, values });
          const now = plan.body.sites.filter(
            ({ verdict }: PlannedSite) => verdict === 'now',
          );
          expect(ids(now)).toEqual(expect.arrayContaining(ids(sites)));
          expect(plan.body.quotas.every(fitsQuota)).toBe(true);
          const launched = await olga.launch(values, { tool: 'trainer' });
          expect(ids(now)).toContain(launched.body.siteId);
          await olga.until(launched.body.id, 'running');
          await olga.delete(`/v1/workloads/${launched.body.id}`).expect(204);
        }
      }),
      { numRuns: 25 },
    );
    expect(suggested).toBeGreaterThan(10);
  });
});

interface Free {
  cores: number;
  memory: number;
  t4: number;
  a100: number;
}

function roomOf({ cores, memory, t4, a100 }: Free) {
  return {
    free: {
      cpuCores: cores,
      memoryBytes: memory * GIB,
      diskBytes: GIB,
      gpuCount: t4 + a100,
    },
    gpuModels: { T4: t4, A100: a100 },
  };
}
