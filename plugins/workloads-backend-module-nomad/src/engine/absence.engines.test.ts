import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadLifetime } from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { ask, NomadSetup, type NomadAgent } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadAllocation } from '../client/types';
import type { NomadEngine } from './NomadEngine';

const samples = nodeSamples({ program: process.execPath });

let setup: NomadSetup;
let node: NomadAgent;

beforeAll(async () => {
  // The server notices within seconds that a node is away.
  const server = { heartbeat_grace: '1s', min_heartbeat_ttl: '1s' };
  setup = await NomadSetup.start({ client: false, extra: { server } });
  node = await setup.addNode({ datacenter: 'dc-b' });
});

afterAll(() => setup?.dispose());

const reaches = (
  engine: NomadEngine,
  id: string,
  wanted: Partial<Observation>,
) =>
  until(async () => {
    const all = await engine.list();
    const seen = all.find(({ workloadId }) => workloadId === id);
    expect(seen).toMatchObject(wanted);
  }, 60_000);

async function begin(
  engine: NomadEngine,
  lifetime: WorkloadLifetime,
): Promise<string> {
  const workload = exampleWorkload(
    { ...samples.server(), lifetime },
    { siteId: 'r1.dc-b' },
  );
  await engine.submit(workload);
  await reaches(engine, workload.id, { state: 'running' });
  return workload.id;
}

const because = (code: string) => expect.objectContaining({ code });

describe('when the node of a workload stays away', () => {
  it('a service and a batch job that may not run twice are waited for; one that may begins anew elsewhere, and a trial ends', async () => {
    const engine = setup.engine({ awaySeconds: 6 });
    const service = await begin(engine, { kind: 'service' });
    const once = await begin(engine, { kind: 'batch', restarts: 0 });
    const again = await begin(engine, { kind: 'batch', restarts: 1 });
    const trial = await begin(engine, { kind: 'try' });
    await setup.addNode({ datacenter: 'dc-b' });
    await node.kill();

    await reaches(engine, trial, {
      state: 'failed',
      reason: because('node-lost'),
    });
    await reaches(engine, again, { state: 'running' });
    for (const id of [service, once]) {
      await reaches(engine, id, {
        state: 'lost',
        reason: because('node-disconnected'),
      });
    }

    await node.start();
    for (const id of [service, once, again]) {
      await reaches(engine, id, { state: 'running' });
    }
    // What had begun elsewhere is not there twice for long.
    await until(async () => {
      const runs = await ask<NomadAllocation[]>(
        setup.agent.url,
        `/job/astrolabe-${again}/allocations?all=true`,
      );
      expect(runs.map(({ ClientStatus }) => ClientStatus).sort()).toEqual([
        'complete',
        'running',
      ]);
    }, 40_000);
    await reaches(engine, trial, { state: 'failed' });
    for (const id of [service, once, again, trial]) await engine.remove(id);
  });
});
