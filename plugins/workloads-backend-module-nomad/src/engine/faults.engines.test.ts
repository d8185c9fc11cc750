import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { FaultyProxy } from '../__testUtils__/FaultyProxy';
import { ask, NomadSetup, type NomadAgent } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadEngine } from './NomadEngine';

const samples = nodeSamples({ program: process.execPath });

/** A server notices within seconds that a node is away. */
const impatient = { heartbeat_grace: '1s', min_heartbeat_ttl: '1s' };

let setup: NomadSetup;
let node: NomadAgent;

beforeAll(async () => {
  setup = await NomadSetup.start({
    client: false,
    extra: { server: impatient },
  });
  node = await setup.addNode({ datacenter: 'dc-b' });
});

afterAll(() => setup?.dispose());

async function begin(engine: NomadEngine, spec = samples.server()) {
  const workload = exampleWorkload(spec, { siteId: 'r1.dc-b' });
  await engine.submit(workload);
  return workload;
}

const seen = async (engine: NomadEngine, id: string) =>
  (await engine.list()).find(({ workloadId }) => workloadId === id);

const reaches = (
  engine: NomadEngine,
  id: string,
  wanted: Partial<Observation>,
) =>
  until(async () => {
    const observation = await seen(engine, id);
    expect(observation).toMatchObject(wanted);
    return observation!;
  }, 40_000);

const job = (id: string) => `/job/astrolabe-${id}`;

describe('when something happens to Nomad', () => {
  it('goes on with what runs after its server was killed and started again', async () => {
    const engine = setup.engine();
    const { id } = await begin(engine);
    const before = await reaches(engine, id, { state: 'running' });
    await setup.agent.kill();
    await setup.agent.start();
    expect(await reaches(engine, id, { state: 'running' })).toEqual(before);
    await engine.remove(id);
  });

  it('says that a node is away, and takes up what ran there when it is back', async () => {
    const engine = setup.engine();
    const { id } = await begin(engine);
    const before = await reaches(engine, id, { state: 'running' });
    await node.kill();
    const lost = await reaches(engine, id, { state: 'lost' });
    expect(lost.reason).toMatchObject({
      code: 'node-disconnected',
      nextStep: expect.any(String),
    });
    expect(lost.endpoints).toMatchObject([{ ready: false }]);
    const [site] = await engine.plan(samples.server());
    expect(site).toMatchObject({
      verdict: 'later',
      reason: { code: 'site-unavailable' },
    });
    await node.start();
    expect(await reaches(engine, id, { state: 'running' })).toEqual(before);
    await engine.remove(id);
  });

  it('knows all that happened while the event stream was cut', async () => {
    const proxy = await FaultyProxy.start(setup.agent.url);
    const near = setup.engine();
    const far = setup.engine({ url: proxy.url });
    const told = new Map<string, Observation>();
    const abort = new AbortController();
    far.watch({
      signal: abort.signal,
      onObservation: each => told.set(each.workloadId, each),
      onResync: () => {},
    });
    const first = await begin(near);
    await reaches(far, first.id, { state: 'running' });
    proxy.mode = 'error';
    proxy.cut();
    const second = await begin(near);
    await near.stop(first.id);
    await reaches(near, first.id, { state: 'stopped' });
    await reaches(near, second.id, { state: 'running' });
    proxy.mode = 'pass';
    await until(async () =>
      expect(await far.list()).toEqual(await near.list()),
    );
    expect(told.get(first.id)).toMatchObject({ state: 'stopped' });
    expect(told.get(second.id)).toMatchObject({ state: 'running' });
    abort.abort();
    await near.remove(first.id);
    await near.remove(second.id);
    await until(async () => expect(await far.list()).toEqual([]));
    await proxy.close();
  });

  it.each(['error', 'hang'] as const)(
    'says that it does not answer when it does (%s), and forgets nothing',
    async mode => {
      const proxy = await FaultyProxy.start(setup.agent.url);
      const engine = setup.engine({ url: proxy.url });
      const { id } = await begin(engine);
      await reaches(engine, id, { state: 'running' });
      const target = await engine.endpointTarget(id, 'web');
      const strict = setup.engine({ url: proxy.url, addressSeconds: 1 });
      expect(await strict.endpointTarget(id, 'web')).toEqual(target);
      proxy.mode = mode;
      proxy.cut();
      const unavailable = { name: 'ServiceUnavailableError' };
      await until(() =>
        expect(engine.list()).rejects.toMatchObject(unavailable),
      );
      await Promise.all(
        [engine.stop(id), begin(engine), engine.capacity()].map(asked =>
          expect(asked).rejects.toMatchObject(unavailable),
        ),
      );
      // It runs on there, and who knows the way goes it.
      expect(await engine.endpointTarget(id, 'web')).toEqual(target);
      // For as long as nobody else is likely to have its port.
      await until(() =>
        expect(strict.endpointTarget(id, 'web')).rejects.toMatchObject(
          unavailable,
        ),
      );
      proxy.mode = 'pass';
      proxy.cut();
      await reaches(engine, id, { state: 'running' });
      expect(await engine.list()).toHaveLength(1);
      await until(async () =>
        expect(await strict.endpointTarget(id, 'web')).toEqual(target),
      );
      await engine.remove(id);
      await proxy.close();
    },
  );

  it('sees what an operator does past the portal', async () => {
    const engine = setup.engine();
    const changed = await begin(engine);
    const stopped = await begin(engine);
    const purged = await begin(engine);
    for (const { id } of [changed, stopped, purged]) {
      await reaches(engine, id, { state: 'running' });
    }
    const { url } = setup.agent;
    const present = await ask<object>(url, job(changed.id));
    await ask(url, '/jobs', {
      method: 'POST',
      body: JSON.stringify({ Job: { ...present, Priority: 60 } }),
    });
    await ask(url, job(stopped.id), { method: 'DELETE' });
    await ask(url, `${job(purged.id)}?purge=true`, { method: 'DELETE' });
    await reaches(engine, stopped.id, {
      state: 'stopped',
      reason: expect.objectContaining({ code: 'stopped-by-operator' }),
    });
    await until(async () =>
      expect(await seen(engine, purged.id)).toBeUndefined(),
    );
    await reaches(engine, changed.id, { state: 'running' });
    // The same for who reads it all anew.
    expect(await setup.engine().list()).toEqual(await engine.list());
    // What was purged begins anew, with the secrets that it had.
    await engine.submit(purged);
    await reaches(engine, purged.id, { state: 'running' });
    for (const { id } of [changed, stopped, purged]) await engine.remove(id);
  });

  it('runs each run once, when two portals do the same at once', async () => {
    const portals = [setup.engine(), setup.engine()];
    const workload = exampleWorkload(samples.server(), { siteId: 'r1.dc-b' });
    const all = (work: (portal: NomadEngine) => Promise<void>) =>
      Promise.allSettled(portals.map(work));
    const later = { ...workload, generation: 2 };
    await all(portal => portal.submit(workload));
    await reaches(portals[1], workload.id, { state: 'running' });
    await all(portal => portal.submit(later));
    await reaches(portals[0], workload.id, { state: 'running', generation: 2 });
    await all(portal => portal.stop(workload.id));
    await reaches(portals[0], workload.id, { state: 'stopped' });
    // Nomad itself lets two through that register in the same moment; they are the same job.
    const runs = await ask<unknown[]>(
      setup.agent.url,
      `${job(workload.id)}/allocations?all=true`,
    );
    expect(runs).toHaveLength(2);
    await all(portal => portal.remove(workload.id));
    expect(await portals[1].list()).toEqual([]);
  });
});
