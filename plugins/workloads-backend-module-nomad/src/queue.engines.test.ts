/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import type { Workload } from '@astrolabe/plugin-workloads-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  batch,
  createShelf,
  eventually,
  put,
  startWorkloads,
  type Portal,
} from '../../workloads-backend/src/__testUtils__';
import type { NomadEvaluation } from './client/types';
import { ask, NomadSetup } from './__testUtils__/NomadSetup';

const PATIENCE_SECONDS = 60;

let setup: NomadSetup;
let portal: Portal;

/** A program that takes more than half of all cores; it ends at once, or never. */
function program(code: string, cpuCores: number) {
  const { form, workload } = batch(process.execPath, '-e', code);
  const [task] = workload.tasks;
  const resources = {
    ...task.resources,
    cpuCores,
    memoryBytes: 128 * 1024 ** 2,
  };
  return { form, workload: { ...workload, tasks: [{ ...task, resources }] } };
}

beforeAll(async () => {
  setup = await NomadSetup.start();
  const engine = setup.engine();
  const [{ total }] = await eventually(async () => {
    const sites = await engine.capacity();
    expect(sites[0].total.cpuCores).toBeGreaterThan(0);
    return sites;
  });
  const shelf = createShelf();
  put(shelf, 'quick', program('', 0.1));
  put(
    shelf,
    'holder',
    program('setInterval(() => {}, 1000)', total.cpuCores * 0.6),
  );
  portal = await startWorkloads({ engine: engine as never, shelf });
});

afterAll(async () => {
  await portal?.stop();
  await setup?.dispose();
});

async function launch(tool: string): Promise<string> {
  return (await portal.as('ada').launch({}, { tool }).expect(201)).body.id;
}

const reaches = (id: string, state: string) =>
  eventually(() => portal.as('ada').until(id, state), PATIENCE_SECONDS);

/** As a page shows it, once that holds. */
const shows = (id: string, what: object): Promise<Workload> =>
  eventually(async () => {
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    expect(body).toMatchObject(what);
    return body;
  }, PATIENCE_SECONDS);

/** Nomad itself has these in its queue, a moment later at most. */
async function areBlockedAtNomad(...ids: string[]): Promise<void> {
  await eventually(async () => {
    const all = await ask<NomadEvaluation[]>(setup.agent.url, '/evaluations');
    const blocked = all
      .filter(({ Status }) => Status === 'blocked')
      .map(({ JobID }) => JobID);
    expect(blocked.sort()).toEqual(ids.map(id => `astrolabe-${id}`).sort());
  }, PATIENCE_SECONDS);
}

describe('the queue of a site of Nomad', () => {
  it('is what Nomad has blocked, in its order, with the wait as soon as five runs have ended', async () => {
    const first = await launch('holder');
    await reaches(first, 'running');
    const second = await launch('holder');
    const reason = { code: 'waiting-for-capacity' };
    const waits = { state: 'queued', reason };
    const queue = { resource: 'cpu', position: 1, ahead: 0, total: 1 };
    expect(await shows(second, { ...waits, queue })).not.toHaveProperty(
      'queue.wait',
    );
    await areBlockedAtNomad(second);

    for (let count = 0; count < 5; count++) {
      await reaches(await launch('quick'), 'completed');
    }
    const third = await launch('holder');
    const told = await shows(third, {
      ...waits,
      queue: { resource: 'cpu', position: 2, ahead: 1, total: 2 },
    });
    expect(told.reason.evidence).toMatch(/cpu|cores/i);
    const { queue: known } = await shows(third, {
      queue: { wait: { samples: 5 } },
    });
    expect(known!.wait!.p80Seconds).toBeGreaterThanOrEqual(
      known!.wait!.p50Seconds,
    );
    await areBlockedAtNomad(second, third);

    // Which of the two Nomad takes is its own matter; the other moves up.
    await portal.as('ada').post(`/v1/workloads/${first}/stop`).expect(200);
    const next = await eventually(async () => {
      for (const id of [second, third]) {
        const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
        if (body.state === 'running') return id;
      }
      throw new Error('Neither runs');
    }, PATIENCE_SECONDS);
    const last = next === second ? third : second;
    await shows(last, { ...waits, queue: { position: 1, total: 1 } });
    await portal.as('ada').delete(`/v1/workloads/${next}`).expect(204);
    const running = await reaches(last, 'running');
    expect(running).not.toHaveProperty('queue');
    await areBlockedAtNomad();
  });
});
