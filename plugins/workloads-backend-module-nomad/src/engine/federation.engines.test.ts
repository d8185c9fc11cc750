import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { ask, NomadSetup, purgeAll } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadEngine } from './NomadEngine';

const samples = nodeSamples({ program: process.execPath });
const MANAGEMENT = '11111111-2222-3333-4444-555555555555';

/** What the README tells an operator to give to the portal. */
const POLICY = /The token's policy:\s+```hcl\n([^`]+)```/.exec(
  readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8'),
)![1];

let setup: NomadSetup;
let far: NomadSetup;
let token: { AccessorID: string; SecretID: string };

const asOperator = <T>(route: string, method = 'GET', body?: unknown) =>
  ask<T>(setup.agent.url, route, {
    method,
    headers: { 'x-nomad-token': MANAGEMENT },
    body: body ? JSON.stringify(body) : undefined,
  });

async function nodesAreReady(region: string, count: number) {
  const nodes = await asOperator<{ Status: string }[]>(
    `/nodes?region=${region}`,
  );
  expect(nodes.filter(({ Status }) => Status === 'ready')).toHaveLength(count);
}

/** Two regions; the first has two sites more. */
beforeAll(async () => {
  const acl = { enabled: true };
  setup = await NomadSetup.start({
    extra: { acl, server: { authoritative_region: 'r1' } },
  });
  const gossip = `127.0.0.1:${Number(new URL(setup.agent.url).port) + 2}`;
  await ask(setup.agent.url, '/acl/bootstrap', {
    method: 'POST',
    body: JSON.stringify({ BootstrapSecret: MANAGEMENT }),
  });
  for (const datacenter of ['dc-b', 'dc-c']) {
    await setup.addNode({ datacenter, extra: { acl } });
  }
  far = await NomadSetup.start({
    region: 'r2',
    datacenter: 'dc-x',
    extra: {
      acl: { ...acl, replication_token: MANAGEMENT },
      server: {
        authoritative_region: 'r1',
        server_join: { retry_join: [gossip], retry_interval: '1s' },
      },
    },
  });
  await until(async () =>
    expect(await asOperator('/regions')).toEqual(['r1', 'r2']),
  );
  await asOperator('/namespace/astrolabe', 'POST', { Name: 'astrolabe' });
  await asOperator('/acl/policy/portal', 'POST', {
    Name: 'portal',
    Rules: POLICY,
  });
  token = await asOperator('/acl/token', 'POST', {
    Name: 'portal',
    Type: 'client',
    Policies: ['portal'],
    Global: true,
  });
  await until(() => asOperator('/namespace/astrolabe?region=r2'));
  await until(() => asOperator(`/acl/token/${token.AccessorID}?region=r2`));
  await until(() => asOperator('/acl/policy/portal?region=r2'));
  await until(() => nodesAreReady('r1', 3));
  await until(() => nodesAreReady('r2', 1));
});

afterAll(async () => {
  await setup?.letGo();
  if (setup) await purgeAll(setup.agent.url, { token: MANAGEMENT });
  await far?.dispose();
  await setup?.dispose();
});

/** Through the first region's server, as a portal near it does. */
function engineOf(region: string, overrides = {}): NomadEngine {
  return setup.engine({
    regions: [{ name: region, sites: undefined }],
    token: token.SecretID,
    namespace: 'astrolabe',
    ...overrides,
  });
}

const runs = (engine: NomadEngine, id: string) =>
  until(async () => {
    const seen = await engine.list();
    expect(seen.find(({ workloadId }) => workloadId === id)).toMatchObject({
      state: 'running',
    });
  });

describe('a federation', () => {
  it('offers each datacentre of each region as a site, and runs where it is told', async () => {
    const near = engineOf('r1');
    const away = engineOf('r2');
    expect([near.id, away.id]).toEqual(['nomad-r1', 'nomad-r2']);
    const sites = await Promise.all(
      [near, away].map(engine => engine.capacity()),
    );
    const ids = ['r1.dc-a', 'r1.dc-b', 'r1.dc-c', 'r2.dc-x'];
    expect(sites.flat().map(({ siteId }) => siteId)).toEqual(ids);
    const plans = await Promise.all(
      [near, away].map(engine => engine.plan(samples.server())),
    );
    expect(plans.flat().map(({ verdict }) => verdict)).toEqual(
      ids.map(() => 'now'),
    );
    for (const siteId of ids) {
      const engine = siteId.startsWith('r1') ? near : away;
      const workload = exampleWorkload(samples.server(), { siteId });
      await engine.submit(workload);
      await runs(engine, workload.id);
      const { origin, headers } = await engine.endpointTarget(
        workload.id,
        'web',
      );
      const answer = await fetch(origin, { headers });
      expect(await answer.json()).toMatchObject({ isKnown: true });
      await until(async () => {
        const options = { task: 'main', maxBytes: 100 };
        const { text } = await engine.logs(workload.id, options);
        expect(text).toContain('listening');
      });
      await engine.remove(workload.id);
    }
  });

  it('goes on in one region while the other is cut off', async () => {
    const near = engineOf('r1');
    const away = engineOf('r2');
    const workload = exampleWorkload(samples.server(), { siteId: 'r2.dc-x' });
    await away.submit(workload);
    await runs(away, workload.id);
    far.agent.pause();
    try {
      const here = exampleWorkload(samples.server(), { siteId: 'r1.dc-b' });
      await near.submit(here);
      await runs(near, here.id);
      await near.remove(here.id);
    } finally {
      far.agent.resume();
    }
    await runs(away, workload.id);
    await away.remove(workload.id);
    expect(await away.list()).toEqual([]);
  });

  it('asks Nomad nothing when it is asked what runs and what is free', async () => {
    const engine = engineOf('r1');
    const workload = exampleWorkload(samples.server(), { siteId: 'r1.dc-c' });
    await engine.submit(workload);
    await runs(engine, workload.id);
    // One stream, and one time all lists: it holds with the policy of the README.
    expect(engine.client.calls.get('GET /event/stream')).toBe(1);
    expect(engine.client.calls.get('GET /allocations')).toBe(1);
    engine.client.calls.clear();
    for (let n = 0; n < 100; n++) {
      expect(await engine.list()).toHaveLength(1);
      await engine.capacity();
    }
    expect([...engine.client.calls]).toEqual([]);
    await engine.remove(workload.id);
  });

  it('says that its token is refused when it was revoked, and recovers with another', async () => {
    const own = await asOperator<typeof token>('/acl/token', 'POST', {
      Name: 'short',
      Type: 'client',
      Policies: ['portal'],
    });
    const engine = engineOf('r1', { token: own.SecretID });
    const workload = exampleWorkload(samples.server(), { siteId: 'r1.dc-a' });
    await engine.submit(workload);
    await runs(engine, workload.id);
    await asOperator(`/acl/token/${own.AccessorID}`, 'DELETE');
    await until(
      () =>
        expect(engine.list()).rejects.toMatchObject({
          message: expect.stringMatching(/token/),
        }),
      60_000,
    );
    await expect(
      engine.submit({ ...workload, generation: 2 }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    const again = engineOf('r1');
    await runs(again, workload.id);
    await again.remove(workload.id);
  });

  it('lets the portal dispatch the jobs of its operators, and register none in their namespaces', async () => {
    const { client } = engineOf('r1');
    const job = {
      ...{ ID: 'of-operators', Type: 'batch', Datacenters: ['*'] },
      Namespace: 'astrolabe',
      ParameterizedJob: { Payload: 'forbidden' },
      TaskGroups: [
        {
          Name: 'main',
          Tasks: [
            { Name: 'main', Driver: 'raw_exec', Config: { command: 'true' } },
          ],
        },
      ],
    };
    await asOperator('/jobs', 'POST', { Job: job });
    await client.send('POST', '/job/of-operators/dispatch', { body: {} });
    const elsewhere = { ...job, Namespace: 'default' };
    await expect(
      client
        .within('default')
        .send('POST', '/jobs', { body: { Job: elsewhere } }),
    ).rejects.toThrow(/Permission denied/);
  });

  it('cannot be read by jobs of others: a task has its own secrets alone', async () => {
    const engine = engineOf('r1');
    const secret = exampleWorkload(samples.server(), { siteId: 'r1.dc-a' });
    await engine.submit(secret);
    await runs(engine, secret.id);
    const { headers } = await engine.endpointTarget(secret.id, 'web');
    expect(headers['x-key']).toMatch(/.{16}/);
    const job = `job/astrolabe-${secret.id}`;
    for (const what of [
      ...[job, `${job}/versions`, `${job}/allocations`, `${job}/evaluations`],
      ...['jobs', 'jobs/statuses', 'allocations', 'evaluations', 'deployments'],
    ]) {
      const seen = await asOperator(`/${what}?namespace=astrolabe`);
      expect(JSON.stringify(seen), what).not.toContain(headers['x-key']);
    }
    // It is one that is there: with this policy, those that are not are seen.
    const left = crypto.randomUUID();
    const Path = `nomad/jobs/astrolabe-${left}`;
    const body = { Namespace: 'astrolabe', Path, Items: { a: 'b' } };
    await asOperator(`/var/${Path}?namespace=astrolabe`, 'PUT', body);
    expect(await engine.leftovers()).toEqual([left]);
    await engine.remove(left);
    expect(await engine.leftovers()).toEqual([]);
    await engine.remove(secret.id);
    await expect(
      asOperator(`/var/nomad/jobs/astrolabe-${secret.id}?namespace=astrolabe`),
    ).rejects.toThrow('404');
  });
});
