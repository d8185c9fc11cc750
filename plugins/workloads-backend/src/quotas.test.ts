import { TestDatabases } from '@backstage/backend-test-utils';
import type { QuotaUse } from '@astrolabe/plugin-workloads-common';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  manifest,
  put,
  startWorkloads,
  type Portal,
} from './__testUtils__';
import type { StartOptions } from './__testUtils__/startWorkloads';

const climate = 'group:default/climate';
const groups = { ada: [climate], max: [climate] };
const sharedGpus = {
  id: 'climate-gpus',
  title: 'GPUs of Climate',
  of: [climate],
  per: 'all',
  gpuCount: 3,
  gpuModels: [{ model: 'A100', count: 1 }],
};
const ownMemory = { id: 'memory', title: 'Memory', memoryGiB: 8 };

const ownRest = {
  ...{ id: 'rest', title: 'Rest' },
  ...{ workloads: 4, cpuCores: 6, diskGiB: 8 },
};

/** As the greeter, and it asks for a disk. */
function shelfWithDisk() {
  const { form, workload } = manifest;
  const { properties } = form;
  const { hardware } = properties;
  const [task] = workload.tasks;
  const diskBytes = '${{ form.hardware.disk | GiB }}';
  const shelf = createShelf();
  put(shelf, 'keeper', {
    form: {
      ...form,
      properties: {
        ...properties,
        hardware: {
          ...hardware,
          properties: {
            ...hardware.properties,
            disk: { title: 'Disk', type: 'number', minimum: 0, default: 0 },
          },
        },
      },
    },
    workload: {
      ...workload,
      tasks: [{ ...task, resources: { ...task.resources, diskBytes } }],
    },
  });
  return shelf;
}

const portals: Portal[] = [];
async function start(options: StartOptions = {}): Promise<Portal> {
  const portal = await startWorkloads({ groups, ...options });
  portals.push(portal);
  return portal;
}
afterEach(async () => {
  for (const portal of portals.splice(0)) await portal.stop();
});

const gpus = (count: number, gpuModel = 'T4') => ({
  hardware: { gpus: count, gpuModel },
});

describe('quotas', () => {
  it('hold what a community uses together, and say how much of it is used', async () => {
    const portal = await start({ communities: { quotas: [sharedGpus] } });
    const [ada, max, olga] = ['ada', 'max', 'olga'].map(portal.as);
    await ada.launch(gpus(2)).expect(201);
    const { body } = await max.launch(gpus(2)).expect(403);
    expect(body.error).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message:
        "The quota 'GPUs of Climate' allows 3 GPUs at a time: all that count in it hold 2 GPUs, and this asks for 2 GPUs",
      cause: 'quota climate-gpus: 2 GPUs of 3 GPUs in use',
      nextStep: 'Ask for less, or wait until others need less.',
    });
    await max.launch(gpus(1)).expect(201);
    // Who is no member has nothing to do with it, and what needs no GPU fits.
    await olga.launch(gpus(4)).expect(201);
    await max.launch().expect(201);
  });

  it('count GPUs of one model for themselves', async () => {
    const portal = await start({ communities: { quotas: [sharedGpus] } });
    await portal.as('ada').launch(gpus(1, 'A100')).expect(201);
    const { body } = await portal.as('max').launch(gpus(1, 'A100')).expect(403);
    expect(body.error.message).toContain('allows 1 GPU (A100) at a time');
    await portal.as('max').launch(gpus(1, 'T4')).expect(201);
  });

  it('are shown before I submit, and give way when I stop something', async () => {
    const portal = await start({ communities: { quotas: [ownMemory] } });
    const ada = portal.as('ada');
    const six = { hardware: { memory: 6 } };
    const { body: first } = await ada.launch(six).expect(201);
    const entityRef = 'aitool:default/greeter';
    const plan = await ada.post('/v1/plan').send({ entityRef, values: six });
    const GiB = 1024 ** 3;
    expect(plan.body.quotas).toContainEqual({
      quotaId: 'memory',
      title: 'Memory',
      per: 'person',
      resource: 'memoryBytes',
      limit: 8 * GiB,
      used: 6 * GiB,
      asked: 6 * GiB,
    });
    await ada.launch(six).expect(403);
    // Another person's count for themselves.
    await portal.as('max').launch(six).expect(201);
    await ada.until(first.id, 'running');
    await ada.post(`/v1/workloads/${first.id}/stop`).expect(200);
    await ada.until(first.id, 'stopped');
    const { body: second } = await ada.launch(six).expect(201);
    await ada.post(`/v1/workloads/${first.id}/restart`).expect(403);
    await ada.until(first.id, 'stopped');
    // A restart of what runs takes nothing more.
    await ada.until(second.id, 'running');
    await ada.post(`/v1/workloads/${second.id}/restart`).expect(200);
    const { body } = await ada.get('/v1/quotas').expect(200);
    expect(body.items).toContainEqual(
      expect.objectContaining({ quotaId: 'memory', used: 6 * GiB, asked: 0 }),
    );
    await portal.as('nobody').get('/v1/quotas').expect(401);
  });

  it('say how long each of my workloads may live, before I submit', async () => {
    const time = { id: 'climate-time', of: [climate], hours: 2 };
    const trials = { id: 'trials', lifetimes: ['try'], hours: 0.1 };
    const portal = await start({ communities: { quotas: [time, trials] } });
    const entityRef = 'aitool:default/greeter';
    const lives = async (who: string) => {
      const ask = portal.as(who).post('/v1/plan');
      const { body } = await ask.send({ entityRef, values: {} }).expect(200);
      return body.lifetime.timeToLiveSeconds;
    };
    expect(await lives('ada')).toBe(7200);
    expect(await lives('olga')).toBeUndefined();
    const { body } = await portal.as('ada').launch().expect(201);
    expect(body.lifetime.timeToLiveSeconds).toBe(7200);
  });

  it('come from the configuration with the tiers, and are refused by name', async () => {
    const portal = await start({
      communities: { tiers: { demo: { workloads: 1, memoryGiB: 1 } } },
    });
    const nia = portal.as('nia');
    const { body } = await nia.launch({ hardware: { memory: 2 } }).expect(400);
    expect(JSON.stringify(body.error)).toContain('hardware.memory');
    await nia.launch().expect(201);
    const refused = await nia.launch().expect(403);
    expect(refused.body.error.message).toContain('may have 1 workloads');

    await expect(
      start({
        communities: { quotas: [{ id: 'x', per: 'team', gpuCount: 1 }] },
      }),
    ).rejects.toThrow(/communities\.quotas\[0\]\.per.*'team'.*person or all/);
    await expect(
      start({ communities: { quotas: [{ id: 'x' }] } }),
    ).rejects.toThrow(/communities\.quotas\[0\].*it limits nothing/);
    await expect(
      start({ communities: { tiers: { gold: {} } } }),
    ).rejects.toThrow(
      /communities\.tiers\.gold.*demo, full, manager, operator/,
    );
  });
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

describe.each(databases.eachSupportedId())('two portals on %s', databaseId => {
  const limits = { gpuCount: 3, a100: 1 };
  const own = { memory: 8, cores: 6, disk: 8 } as const;
  const request = fc.record({
    who: fc.constantFrom('ada', 'max'),
    where: fc.nat(1),
    hardware: fc.record({
      gpus: fc.nat(2),
      gpuModel: fc.constantFrom('T4', 'A100'),
      memory: fc.integer({ min: 1, max: 6 }),
      cores: fc.integer({ min: 1, max: 4 }),
      disk: fc.nat(5),
    }),
  });

  it('never grant more than the quotas, and refuse nothing that fits, whoever asks where at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 4, maxLength: 14 }),
        async requests => {
          const knex = await databases.init(databaseId);
          const communities = { quotas: [sharedGpus, ownMemory, ownRest] };
          const shelf = shelfWithDisk();
          const first = await start({ knex, communities, shelf });
          const { engine } = first;
          const both = [
            first,
            await start({ knex, communities, engine, shelf }),
          ];
          const answers = await Promise.all(
            requests.map(async each => {
              const { status } = await both[each.where]
                .as(each.who)
                .launch({ hardware: each.hardware }, { tool: 'keeper' });
              return { ...each, isGranted: status === 201, status };
            }),
          );
          const statuses = answers.map(({ status }) => status);
          expect([201, 403]).toEqual(expect.arrayContaining(statuses));
          const granted = answers.filter(({ isGranted }) => isGranted);
          expect(excess(granted)).toBe(false);
          for (const each of answers) {
            if (!each.isGranted) expect(excess([...granted, each])).toBe(true);
          }
          const { body } = await first.as('ada').get('/v1/quotas');
          const shared = body.items.find(
            (use: QuotaUse) => use.quotaId === 'climate-gpus' && !use.gpuModel,
          );
          expect(shared.used).toBe(
            sum(granted, ({ hardware }) => hardware.gpus),
          );
          for (const portal of portals.splice(0)) await portal.stop();
        },
      ),
      { numRuns: 6 },
    );
  });

  const resources = ['memory', 'cores', 'disk'] as const;

  type Launch = {
    who: string;
    hardware: Record<keyof typeof own | 'gpus', number> & {
      gpuModel: string;
    };
  };

  function excess(launches: Launch[]): boolean {
    const of = (who: string) => launches.filter(each => each.who === who);
    const a100 = launches.filter(each => each.hardware.gpuModel === 'A100');
    return (
      sum(launches, ({ hardware }) => hardware.gpus) > limits.gpuCount ||
      sum(a100, ({ hardware }) => hardware.gpus) > limits.a100 ||
      ['ada', 'max'].some(
        who =>
          of(who).length > ownRest.workloads ||
          resources.some(
            each => sum(of(who), ({ hardware }) => hardware[each]) > own[each],
          ),
      )
    );
  }
});

function sum<T>(items: T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
