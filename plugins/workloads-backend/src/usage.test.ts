import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

const MIB = 1024 ** 2;
const portals: Portal[] = [];

async function start(options: Parameters<typeof startWorkloads>[0] = {}) {
  const config = { usage: { everySeconds: 0.2 }, ...options.config };
  const portal = await startWorkloads({ ...options, config });
  portals.push(portal);
  return portal;
}

afterEach(async () => {
  for (const portal of portals.splice(0).reverse()) await portal.stop();
});

async function running(portal: Portal) {
  const ada = portal.as('ada');
  const { body } = await ada.launch().expect(201);
  await ada.until(body.id, 'running');
  return {
    ada,
    id: body.id as string,
    usageUrl: `/v1/workloads/${body.id}/usage`,
  };
}

describe('what a workload uses', () => {
  it('is measured while it runs, and told its owner beside what it has', async () => {
    const portal = await start();
    const { ada, id, usageUrl } = await running(portal);
    portal.engine.use(id, { cpuCores: 0.25, memoryBytes: 300 * MIB });
    await eventually(async () => {
      const { body } = await ada.get(usageUrl).expect(200);
      expect(body).toMatchObject({
        generation: 1,
        range: 'hour',
        everySeconds: 0.2,
        resources: { cpuCores: 1 },
      });
      expect(body.samples.at(-1).cpuPeak).toBe(0.25);
      expect(body.samples.at(-1).memoryPeak).toBe(300 * MIB);
      // Its engine knows neither, and nobody makes them up.
      expect(body.samples.at(-1)).not.toHaveProperty('gpuShare');
      expect(body.samples.at(-1)).not.toHaveProperty('diskBytes');
    });
    await portal.as('nia').get(usageUrl).expect(404);
    await portal.as('nobody').get(usageUrl).expect(401);
    await ada.get(`${usageUrl}?range=century`).expect(400);
    await ada.get(`${usageUrl}?generation=0`).expect(400);
  });

  it('is of one run: a restart begins anew, and the run before can still be asked for', async () => {
    const portal = await start();
    const { ada, id, usageUrl } = await running(portal);
    const samples = async (query = '') =>
      (await ada.get(`${usageUrl}${query}`).expect(200)).body.samples;
    await eventually(async () => expect(await samples()).not.toEqual([]));
    portal.engine.failNext('usage', new Error('Busy'));
    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(async () => {
      const { body } = await ada.get(usageUrl);
      expect(body.generation).toBe(2);
      expect(body.samples).not.toEqual([]);
    });
    expect(await samples('?generation=1')).not.toEqual([]);
    expect(await samples('?generation=3')).toEqual([]);
  });

  it('costs an engine nothing when it is looked at, and as much with two portals as with one', async () => {
    const engine = new InMemoryWorkloadEngine();
    const first = await start({
      engine,
      config: { usage: { everySeconds: 1 } },
    });
    const second = await start({
      engine,
      knex: first.knex,
      config: { usage: { everySeconds: 1 } },
    });
    const { ada, usageUrl } = await running(first);
    const rounds = () =>
      engine.calls.filter(({ method }) => method === 'usage').length;
    await eventually(() => expect(rounds()).toBeGreaterThan(0));
    const [before, began] = [rounds(), Date.now()];
    for (let look = 0; look < 20; look++) await ada.get(usageUrl).expect(200);
    await eventually(() => expect(rounds()).toBeGreaterThan(before + 2));
    const seconds = (Date.now() - began) / 1000;
    expect(rounds() - before).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(second.heard).toBeDefined();
  });

  it('is not measured at all where its operator wants none', async () => {
    const portal = await start({ config: { usage: { everySeconds: 0 } } });
    const { ada, usageUrl } = await running(portal);
    expect((await ada.get(usageUrl).expect(200)).body).toMatchObject({
      everySeconds: 0,
      samples: [],
    });
  });
});
