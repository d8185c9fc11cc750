import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { FaultyProxy } from '../__testUtils__/FaultyProxy';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadNode } from '../client/types';
import type { NomadEngine } from '../engine/NomadEngine';

const samples = nodeSamples({ program: process.execPath });
const SITE = 'r1.dc-a';
/** More events than a server keeps by default. */
const MANY = 120;

let setup: NomadSetup;
let proxy: FaultyProxy;
/** Asks Nomad directly. */
let near: NomadEngine;

beforeAll(async () => {
  setup = await NomadSetup.start();
  proxy = await FaultyProxy.start(setup.agent.url);
  near = setup.engine();
});

afterAll(async () => {
  await setup?.dispose();
  await proxy?.close();
});

const stateOf = async (engine: NomadEngine, id: string) =>
  (await engine.list()).find(({ workloadId }) => workloadId === id)?.state;

async function begin() {
  const workload = exampleWorkload(samples.server(), { siteId: SITE });
  await near.submit(workload);
  await until(async () =>
    expect(await stateOf(near, workload.id)).toBe('running'),
  );
  return workload;
}

/** How often all allocations were asked for. */
const readings = ({ client }: NomadEngine) =>
  client.calls.get('GET /allocations') ?? 0;

/** Past the proxy, and told of all. */
async function farEngine(overrides = {}) {
  const engine = setup.engine({ url: proxy.url, ...overrides });
  const told = new Map<string, Observation>();
  engine.watch({
    signal: new AbortController().signal,
    onObservation: each => told.set(each.workloadId, each),
    onResync: () => {},
  });
  await engine.list();
  return { engine, told };
}

async function whileCut<T>(work: () => Promise<T>): Promise<T> {
  proxy.mode = 'error';
  proxy.cut();
  const done = await work();
  proxy.mode = 'pass';
  return done;
}

describe('the link to a region', () => {
  it('goes on where its event stream broke, reads no list anew, and has missed nothing', async () => {
    const first = await begin();
    const { engine, told } = await farEngine();
    const second = await whileCut(begin);
    await until(async () =>
      expect(told.get(second.id)).toMatchObject({ state: 'running' }),
    );
    await whileCut(() => near.remove(second.id));
    await whileCut(() => near.stop(first.id));
    await until(async () =>
      expect(told.get(first.id)).toMatchObject({ state: 'stopped' }),
    );
    expect(await engine.list()).toEqual(await near.list());
    expect(readings(engine)).toBe(1);
    expect(engine.client.calls.get('GET /event/stream')).toBeGreaterThan(3);
    await near.remove(first.id);
    await engine.close();
  });

  it('reads all anew when the server has no longer what was told last', async () => {
    const { engine } = await farEngine();
    const workload = await begin();
    const [{ ID }] = await ask<NomadNode[]>(setup.agent.url, '/nodes');
    await until(async () =>
      expect(await stateOf(engine, workload.id)).toBe('running'),
    );
    await whileCut(async () => {
      await near.stop(workload.id);
      for (let n = 0; n < MANY; n++) {
        const Eligibility = n % 2 ? 'eligible' : 'ineligible';
        await ask(setup.agent.url, `/node/${ID}/eligibility`, {
          method: 'POST',
          body: JSON.stringify({ Eligibility }),
        });
      }
    });
    await until(async () =>
      expect(await stateOf(engine, workload.id)).toBe('stopped'),
    );
    expect(readings(engine)).toBe(2);
    await near.remove(workload.id);
    await engine.close();
  });

  it('answers by what it knew while it reads all anew, and still hears what happens', async () => {
    const { engine, told } = await farEngine({ resyncSeconds: 1 });
    const first = await begin();
    await until(async () => expect(told.has(first.id)).toBe(true));
    const before = readings(engine);
    proxy.hangs = /\/allocations/;
    await until(async () => expect(readings(engine)).toBeGreaterThan(before));
    const second = await begin();
    await until(async () =>
      expect(told.get(second.id)).toMatchObject({ state: 'running' }),
    );
    expect(await engine.capacity()).toHaveLength(1);
    expect(await engine.plan(samples.server())).toMatchObject([
      { verdict: 'now' },
    ]);
    expect(await engine.endpointTarget(first.id, 'web')).toHaveProperty(
      'origin',
    );
    const log = { task: 'main', maxBytes: 100 };
    await until(async () =>
      expect((await engine.logs(first.id, log)).text).not.toBe(''),
    );
    proxy.hangs = undefined;
    for (const { id } of [first, second]) await near.remove(id);
    await until(async () => expect(await engine.list()).toEqual([]));
    await engine.close();
  });

  it('reads lists that are longer than a page to their end', async () => {
    const workloads = [await begin(), await begin(), await begin()];
    const { engine } = await farEngine({ pageSize: 1 });
    expect(await engine.list()).toEqual(await near.list());
    expect(readings(engine)).toBeGreaterThanOrEqual(workloads.length);
    for (const { id } of workloads) await near.remove(id);
    await engine.close();
  });

  it('reads all anew when an operator restores Nomad as it was before', async () => {
    const { engine } = await farEngine();
    const kept = await begin();
    const { url } = setup.agent;
    const backup = await (await fetch(`${url}/v1/operator/snapshot`)).blob();
    const gone = await begin();
    await until(async () =>
      expect(await stateOf(engine, gone.id)).toBe('running'),
    );
    await near.stop(kept.id);
    await fetch(`${url}/v1/operator/snapshot`, { method: 'PUT', body: backup });
    for (const each of [engine, near]) {
      await until(async () => {
        expect(await stateOf(each, gone.id)).toBeUndefined();
        expect(await stateOf(each, kept.id)).toBeDefined();
      });
    }
    const later = await begin();
    await until(async () =>
      expect(await stateOf(engine, later.id)).toBe('running'),
    );
    for (const { id } of [kept, later]) await near.remove(id);
    await engine.close();
  });
});
