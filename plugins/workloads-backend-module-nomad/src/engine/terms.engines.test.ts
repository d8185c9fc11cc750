import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  EngineProbe,
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import type { NomadAllocation, NomadJob, NomadNode } from '../client/types';
import { until } from '../__testUtils__/until';
import { ask, NomadSetup, type NomadAgent } from '../__testUtils__/NomadSetup';
import type { NomadEngine } from './NomadEngine';

const samples = nodeSamples({ program: process.execPath });
const IMAGINE = 'group:default/imagine';

/** The nodes of one site: one with a tag, and one without. */
let setup: NomadSetup;
let tagged: NomadAgent;
let engine: NomadEngine;
let probe: EngineProbe;

const terms = [
  { of: [IMAGINE], namespace: 'imagine', priority: 70 },
  { lifetimes: ['try'], priority: 5 },
  {
    of: ['group:default/wishing'],
    preferences: [{ attribute: 'meta.tags', value: 'big', weight: 100 }],
  },
  {
    of: ['group:default/avoiding'],
    preferences: [{ attribute: 'meta.tags', value: 'big', weight: -100 }],
  },
  {
    of: ['group:default/choosy'],
    nodeRules: [
      {
        attribute: 'meta.tags',
        value: 'quiet',
        title: 'a node that is kept quiet',
      },
    ],
  },
  { of: ['group:default/lab'], nodePool: 'lab' },
  { of: ['group:default/nowhere'], namespace: 'nobody-made-it' },
];

beforeAll(async () => {
  setup = await NomadSetup.start();
  tagged = await setup.addNode({
    extra: { client: { meta: { tags: 'big' } } },
  });
  await ask(setup.agent.url, '/namespace/imagine', {
    method: 'POST',
    body: JSON.stringify({ Name: 'imagine' }),
  });
  engine = setup.engine({ terms });
  probe = new EngineProbe(engine, 30_000);
});

afterEach(() => probe.removeAll());

afterAll(() => setup?.dispose());

const heldBy = (spec: WorkloadSpec, ...holders: string[]): WorkloadSpec => ({
  ...spec,
  placement: { holders },
});

const jobsOf = async (id: string, namespace = '*') => {
  const jobs = await ask<(NomadJob & { Priority: number })[]>(
    setup.agent.url,
    `/jobs?namespace=${namespace}&prefix=astrolabe-${id}`,
  );
  return jobs.map(({ Namespace, Priority }) => ({ Namespace, Priority }));
};

/** The name of the node where a workload of this holder runs. */
async function nodeOf(holder: string): Promise<string> {
  const { id } = await probe.submit(heldBy(samples.server(), holder));
  await probe.running(id);
  const [allocation] = await ask<NomadAllocation[]>(
    setup.agent.url,
    `/job/astrolabe-${id}/allocations`,
  );
  return allocation.NodeName;
}

describe('workloads on terms of their own on Nomad', () => {
  it("run in their community's namespace with its priority, with log, secrets, stop, restart and removal there", async () => {
    const spec = heldBy(samples.server(), 'user:default/ada', IMAGINE);
    // Told before, too.
    expect(await engine.plan(spec)).toMatchObject([{ priority: 70 }]);
    const workload = await probe.submit(spec);
    // As the block of a community may say it, too.
    const namespaces = { [engine.id]: 'imagine', elsewhere: 'other' };
    const { id } = await probe.submit({ ...spec, placement: { namespaces } });
    await probe.ready(workload.id);
    const there = [{ Namespace: 'imagine', Priority: 70 }];
    expect(await jobsOf(workload.id)).toEqual(there);
    await probe.running(id);
    expect(await jobsOf(id)).toEqual([{ Namespace: 'imagine', Priority: 50 }]);
    await probe.eventuallyLogs(workload.id, /listening/);
    expect(await engine.endpointTarget(workload.id, 'web')).toHaveProperty(
      'origin',
    );

    await engine.stop(workload.id);
    await probe.settled(workload.id);
    await engine.submit({ ...workload, generation: 2 });
    await probe.until(
      workload.id,
      o => o.generation === 2 && o.state === 'running',
    );
    expect(await jobsOf(workload.id)).toEqual(there);

    await engine.remove(workload.id);
    expect(await jobsOf(workload.id)).toEqual([]);
    const variables = await ask<unknown[]>(
      setup.agent.url,
      `/vars?namespace=*&prefix=nomad/jobs/astrolabe-${workload.id}`,
    );
    expect(variables).toEqual([]);
  });

  it('stay in their namespace when the terms change, and are found by a portal that comes later', async () => {
    const workload = await probe.submit(heldBy(samples.server(), IMAGINE));
    await probe.running(workload.id);
    const later = setup.engine({ terms: [] });
    await later.submit({ ...workload, generation: 2 });
    const after = new EngineProbe(later, 30_000);
    await after.until(
      workload.id,
      o => o.generation === 2 && o.state === 'running',
    );
    expect(await jobsOf(workload.id)).toMatchObject([{ Namespace: 'imagine' }]);
    await later.remove(workload.id);
    expect(await jobsOf(workload.id)).toEqual([]);
    await later.close();
  });

  it('are removed where they are, by a portal that has not heard of them yet and has other terms', async () => {
    const workload = await probe.submit(heldBy(samples.server(), IMAGINE));
    await probe.running(workload.id);
    const later = setup.engine({ terms: [] });
    await later.remove(workload.id);
    expect(await jobsOf(workload.id)).toEqual([]);
    await later.close();
  });

  it('are not taken for a copy that an operator has in another namespace', async () => {
    const workload = await probe.submit(heldBy(samples.server(), IMAGINE));
    const before = await probe.ready(workload.id);
    const { url } = setup.agent;
    const route = `/job/astrolabe-${workload.id}`;
    const job = await ask<object>(url, `${route}?namespace=imagine`);
    await ask(url, '/jobs?namespace=default', {
      method: 'POST',
      body: JSON.stringify({ Job: { ...job, Namespace: 'default' } }),
    });
    const copies = () => ask<unknown[]>(url, `${route}/allocations`);
    await until(async () => expect(await copies()).toHaveLength(1));
    await ask(url, `${route}?namespace=default`, { method: 'DELETE' });
    // The same for who hears of it and for who reads it.
    for (const each of [engine, setup.engine({ terms })]) {
      expect(await each.list()).toEqual([before]);
    }
    await ask(url, `${route}?namespace=default&purge=true`, {
      method: 'DELETE',
    });
    expect(await engine.list()).toEqual([before]);
  });

  it('have the priority of their lifetime, and else that of everybody', async () => {
    const trial = await probe.submit({
      ...samples.server(),
      lifetime: { kind: 'try' },
    });
    const plain = await probe.submit(samples.server());
    expect(await jobsOf(trial.id)).toEqual([
      { Namespace: 'default', Priority: 5 },
    ]);
    expect(await jobsOf(plain.id)).toEqual([
      { Namespace: 'default', Priority: 50 },
    ]);
  });

  it('are on the nodes that they prefer', async () => {
    const big = `n${new URL(tagged.url).port}`;
    for (const _ of [1, 2]) {
      expect(await nodeOf('group:default/wishing')).toBe(big);
      expect(await nodeOf('group:default/avoiding')).not.toBe(big);
    }
  });

  it('are on nodes of their own pool alone, and say why they wait for one', async () => {
    const LAB = 'group:default/lab';
    const [{ verdict, reason }] = await engine.plan(
      heldBy(samples.server(), LAB),
    );
    expect(verdict).toBe('never');
    expect(reason?.evidence).toContain('nonexistent node pool "lab"');
    const lab = await setup.addNode({
      extra: { client: { node_pool: 'lab' } },
    });
    await until(async () =>
      expect(await engine.plan(heldBy(samples.server(), LAB))).toMatchObject([
        { verdict: 'now' },
      ]),
    );
    const own = await nodeOf(LAB);
    expect(own).toBe(`n${new URL(lab.url).port}`);
    expect(await nodeOf('group:default/others')).not.toBe(own);
    const nodes = await ask<NomadNode[]>(setup.agent.url, '/nodes');
    const { ID } = nodes.find(({ Name }) => Name === own)!;
    await ask(setup.agent.url, `/node/${ID}/eligibility`, {
      method: 'POST',
      body: JSON.stringify({ Eligibility: 'ineligible' }),
    });
    const { id } = await probe.submit(heldBy(samples.server(), LAB));
    await probe.until(
      id,
      seen =>
        seen.state === 'queued' && seen.reason.code === 'site-unavailable',
    );
  });

  it('are told in words which rule of theirs no node keeps', async () => {
    const [choosy] = await engine.plan(
      heldBy(samples.server(), 'group:default/choosy'),
    );
    expect(choosy.verdict).toBe('never');
    expect(choosy.reason?.message).toContain('a node that is kept quiet');
    const [others] = await engine.plan(samples.server());
    expect(others.verdict).toBe('now');
  });

  it('are refused by name when the namespace is not there', async () => {
    const spec = heldBy(samples.server(), 'group:default/nowhere');
    const [{ verdict, reason, siteId }] = await engine.plan(spec);
    expect(verdict).toBe('never');
    expect(reason?.evidence).toContain('nobody-made-it');
    await expect(
      engine.submit(exampleWorkload(spec, { id: randomUUID(), siteId })),
    ).rejects.toMatchObject({
      reason: { evidence: expect.stringContaining('nobody-made-it') },
    });
  });
});
