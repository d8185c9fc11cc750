import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadNode } from '../client/types';
import type { NomadEngine } from './NomadEngine';

const samples = nodeSamples({ program: process.execPath });
const SECOND = 1e9;

let setup: NomadSetup;
let engine: NomadEngine;

beforeAll(async () => {
  const preemption_config = { service_scheduler_enabled: true };
  const server = { default_scheduler_config: { preemption_config } };
  setup = await NomadSetup.start({ extra: { server } });
  engine = setup.engine({
    priority: 20,
    terms: [{ lifetimes: ['try'], priority: 90 }],
  });
});

afterAll(() => setup?.dispose());

async function begin(spec: WorkloadSpec): Promise<string> {
  const workload = exampleWorkload(spec, { siteId: 'r1.dc-a' });
  await engine.submit(workload);
  return workload.id;
}

const reaches = (id: string, wanted: Partial<Observation>) =>
  until(async () => {
    const all = await engine.list();
    const seen = all.find(({ workloadId }) => workloadId === id);
    expect(seen).toMatchObject(wanted);
    return seen!;
  }, 40_000);

async function drain(DrainSpec: object | null) {
  const [{ ID }] = await ask<NomadNode[]>(setup.agent.url, '/nodes');
  await ask(setup.agent.url, `/node/${ID}/drain`, {
    method: 'POST',
    body: JSON.stringify({ DrainSpec, MarkEligible: DrainSpec === null }),
  });
}

describe('a workload that has to leave its node', () => {
  it('waits in the queue while there is no other place, says why, and runs again by itself', async () => {
    const id = await begin(samples.server());
    await reaches(id, { state: 'running' });
    await drain({ Deadline: SECOND });
    const { reason, endpoints } = await reaches(id, { state: 'queued' });
    expect(reason).toMatchObject({
      code: 'restarting',
      message: expect.stringMatching(/being emptied.*./),
      nextStep: expect.stringContaining('starts when'),
    });
    expect(endpoints).toMatchObject([{ ready: false }]);
    await drain(null);
    await reaches(id, { state: 'running' });
    await engine.remove(id);
  });

  it('waits in the queue when more urgent work has its place, and runs again after it', async () => {
    const [{ total }] = await engine.capacity();
    const big = (spec: WorkloadSpec) => {
      spec.tasks[0].resources.cpuCores = total.cpuCores * 0.7;
      return spec;
    };
    const id = await begin(big(samples.server()));
    await reaches(id, { state: 'running' });
    const urgent = await begin(big(samples.server({ kind: 'try' })));
    await reaches(urgent, { state: 'running' });
    const { reason } = await reaches(id, { state: 'queued' });
    expect(reason.code).toBe('preempted');
    await reaches(id, {
      reason: expect.objectContaining({
        text: 'preempted.waits',
        evidence: expect.stringContaining('CPU'),
        nextStep: expect.stringContaining('starts when'),
      }),
    });
    await engine.remove(urgent);
    await reaches(id, { state: 'running' });
    await engine.remove(id);
  });

  it('is no failure of a batch job either', async () => {
    const id = await begin({
      ...samples.server(),
      lifetime: { kind: 'batch', restarts: 0 },
    });
    await reaches(id, { state: 'running' });
    await drain({ Deadline: SECOND });
    await reaches(id, {
      state: 'queued',
      reason: expect.objectContaining({ text: 'restarting.waits' }),
    });
    await drain(null);
    await reaches(id, { state: 'running' });
    await engine.remove(id);
  });
});
