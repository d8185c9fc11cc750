import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  manifest,
  put,
  startWorkloads,
  type Portal,
} from './__testUtils__';

/** Something that can be tried, and asks for so many GPUs then. */
function tryable(gpus: number, seconds?: number) {
  const [task] = manifest.workload.tasks;
  const resources = { cpuCores: 0.5, memoryBytes: 1024 ** 3, diskBytes: 0 };
  return {
    ...manifest,
    variants: {
      try: {
        title: 'Trial',
        form: { type: 'object', properties: {} },
        workload: {
          ...manifest.workload,
          tasks: [
            {
              ...task,
              command: ['serve'],
              env: {},
              resources: { ...resources, gpu: { count: gpus } },
            },
          ],
          lifetime: { kind: 'try', timeToLiveSeconds: seconds },
        },
      },
    },
  };
}

describe('a trial', () => {
  let portal: Portal;
  beforeEach(async () => {
    const shelf = createShelf();
    put(shelf, 'flower', tryable(0));
    put(shelf, 'short', tryable(0, 60));
    put(shelf, 'greedy', tryable(1));
    portal = await startWorkloads({ shelf });
  });
  afterEach(() => portal.stop());

  const attempt = (who: string, tool = 'flower') =>
    portal
      .as(who)
      .post('/v1/workloads')
      .set('idempotency-key', crypto.randomUUID())
      .send({
        entityRef: `aitool:default/${tool}`,
        variant: 'try',
        values: {},
      });

  it('is open to newcomers, and ends after ten minutes or sooner', async () => {
    const { body } = await attempt('nia').expect(201);
    expect(body.lifetime).toEqual({ kind: 'try', timeToLiveSeconds: 600 });
    const running = await portal.as('nia').until(body.id, 'running');
    const lives = Date.parse(running.endsAt) - Date.parse(running.startedAt);
    expect(lives).toBe(600_000);
    const short = await attempt('nia', 'short').expect(201);
    expect(short.body.lifetime.timeToLiveSeconds).toBe(60);
  });

  it('counts apart from what one deploys: three of a person', async () => {
    for (let count = 0; count < 2; count++) {
      await portal.as('nia').launch().expect(201);
    }
    await portal.as('nia').launch().expect(403);
    for (let count = 0; count < 3; count++) await attempt('nia').expect(201);
    const { body } = await attempt('nia').expect(403);
    expect(body.error).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringContaining("'Trials of one person' allows 3"),
    });
    await attempt('ada').expect(201);
  });

  it('counts with those of everybody: thirty at the same time, unless the operator says otherwise', async () => {
    const { engine, knex, shelf } = portal;
    const again = async (...quotas: object[]) => {
      await portal.stopPortal();
      const communities = { quotas };
      portal = await startWorkloads({ engine, knex, shelf, communities });
    };
    const ofTrials = { lifetimes: ['try'] };
    const mine = { id: 'try', per: 'person', ...ofTrials, workloads: 20 };
    await again(mine);
    const tries: string[] = [];
    for (const who of ['ada', 'max']) {
      for (let count = 0; count < 15; count++) {
        tries.push((await attempt(who).expect(201)).body.id);
      }
    }
    const { body } = await attempt('nia').expect(403);
    expect(body.error).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringContaining("'Trials of everybody' allows 30"),
    });
    // What is deployed counts apart.
    await portal.as('nia').launch().expect(201);
    await portal.as('ada').post(`/v1/workloads/${tries[0]}/stop`).expect(200);
    await portal.as('ada').until(tries[0], 'stopped');
    await attempt('nia').expect(201);
    await attempt('nia').expect(403);

    await again(mine, {
      id: 'try-all',
      per: 'all',
      ...ofTrials,
      workloads: 31,
    });
    await attempt('nia').expect(201);
    await attempt('nia').expect(403);
  });

  it('gets no GPU, whatever its manifest says', async () => {
    const { body } = await attempt('olga', 'greedy').expect(403);
    expect(body.error).toMatchObject({
      code: 'LIMIT_RESOURCES',
      nextStep: expect.stringContaining('Deploy it instead'),
    });
  });
});
