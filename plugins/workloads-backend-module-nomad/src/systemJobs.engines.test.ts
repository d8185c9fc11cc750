import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeSamples } from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { nomadProgram } from '../../../scripts/engines/nomad.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { NODE_IMAGE, Podman } from '../../../scripts/engines/podman.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startRegistry } from '../../../scripts/engines/registry.mjs';
import { runDeployed } from './__testUtils__/deployed';
import { ask, NomadSetup } from './__testUtils__/NomadSetup';

/** The tests begin what would begin by itself. */
const NEVER = '0 0 1 1 *';
const PATIENCE = { timeout: 60_000, interval: 200 };

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
let registry: Awaited<ReturnType<typeof startRegistry>>;
let setup: NomadSetup;

beforeAll(async () => {
  await podman.install();
  await podman.serve();
  registry = await startRegistry(path.join(folder, 'registry'));
  setup = await NomadSetup.start({
    extra: {
      client: { meta: { gpus: '2' } },
      plugin: {
        docker: {
          config: {
            endpoint: `unix://${podman.socketPath}`,
            gc: { image: false },
          },
        },
      },
    },
  });
});

afterAll(async () => {
  await setup?.dispose();
  await registry?.stop();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Allocation {
  JobID: string;
  ClientStatus: string;
  ID: string;
}

/** Begins a periodic job now. @returns what its task wrote */
async function begin(job: string, task: string): Promise<string> {
  const before = await allocations();
  await ask(setup.agent.url, `/job/${job}/periodic/force`, { method: 'PUT' });
  const id = await completed(job, before);
  const query = new URLSearchParams({ task, type: 'stdout', plain: 'true' });
  const log = await fetch(
    `${setup.agent.url}/v1/client/fs/logs/${id}?${query}`,
  );
  return log.text();
}

/** Waits for the end of the next run. @returns its id */
async function completed(job: string, before: Allocation[]): Promise<string> {
  const known = new Set(before.map(({ ID }) => ID));
  let next: Allocation | undefined;
  await expect
    .poll(async () => {
      next = (await allocations()).find(
        ({ ID, JobID }) => !known.has(ID) && JobID.startsWith(`${job}/`),
      );
      return next?.ClientStatus;
    }, PATIENCE)
    .toBe('complete');
  return next!.ID;
}

function allocations(): Promise<Allocation[]> {
  return ask(setup.agent.url, '/allocations');
}

async function nodeMeta(): Promise<Record<string, string>> {
  const { url } = setup.agent;
  const [{ ID }] = await ask<{ ID: string }[]>(url, '/nodes');
  return (await ask<{ Meta: Record<string, string> }>(url, `/node/${ID}`)).Meta;
}

describe('the health check of a node', () => {
  const rule = {
    attribute: 'meta.status',
    value: 'ready',
    title: 'a node whose health check passed',
    temporary: true,
  };
  const look = async (changes: Record<string, unknown> = {}) => {
    await runDeployed(setup.agent.url, 'node-health', {
      cron: NEVER,
      minimum_free_gib: 0,
      registry: `http://${registry.host}`,
      list_gpus: 'printf GPU\\nGPU\\n',
      nomad: await nomadProgram(),
      ...changes,
    });
    return begin('astrolabe-node-health', 'check');
  };
  const verdict = async () => {
    const engine = setup.engine({ nodeRules: [rule] });
    const [site] = await engine.plan(
      nodeSamples({ program: process.execPath }).repeating(''),
    );
    await setup.letGo();
    return site;
  };

  it('lets a node have work when disk, driver, GPUs and registry are well, and not before', async () => {
    expect(await verdict()).toMatchObject({ verdict: 'later' });
    expect(await look()).toBe('');
    await expect.poll(nodeMeta, PATIENCE).toMatchObject({
      status: 'ready',
      'unique.status.reason': '',
      'unique.status.at': expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await verdict()).toMatchObject({ verdict: 'now' });
  });

  it.each([
    ['the disk is full', { minimum_free_gib: 1e6 }, /GiB of disk are free/],
    ['a GPU is gone', { list_gpus: 'echo GPU' }, /1 of 2 GPUs work/],
    ['its driver is not there', { driver: 'exec2' }, /exec2 is not healthy/],
    [
      'the registry is away',
      { registry: 'http://127.0.0.1:1' },
      /registry does not answer/,
    ],
  ])('takes a node out while %s, and says so', async (_why, change, reason) => {
    expect(await look(change)).toMatch(reason);
    await expect.poll(nodeMeta, PATIENCE).toMatchObject({
      status: 'not-ready',
      'unique.status.reason': expect.stringMatching(reason),
    });
    const site = await verdict();
    expect(site.verdict).toBe('later');
    expect(site.reason!.message).toContain('health check passed');
    await look();
    await expect.poll(nodeMeta, PATIENCE).toMatchObject({ status: 'ready' });
  });
});

describe('the images on a node', () => {
  const images = () => podman.run('images', '--format', '{{.Repository}}');

  it('are pulled before somebody waits for them', async () => {
    const image = `${registry.host}/ours/tool:1`;
    podman.importPrograms(image, [{ from: '/usr/bin/sh', to: '/usr/bin/sh' }]);
    podman.run('push', '--tls-verify=false', '--quiet', image);
    podman.run('rmi', image);
    expect(images()).not.toContain('ours/tool');
    const { url } = setup.agent;
    await runDeployed(url, 'pre-pull');
    const before = await allocations();
    await ask(url, '/job/astrolabe-pre-pull/dispatch', {
      method: 'PUT',
      body: JSON.stringify({ Meta: { image } }),
    });
    await completed('astrolabe-pre-pull', before);
    expect(images()).toContain('ours/tool');
  });

  it('are removed when the disk is nearly full and no container uses them', async () => {
    const docker = path.join(folder, 'docker');
    const variables = Object.entries(podman.variables).map(
      ([name, value]) => `${name}='${value}'`,
    );
    writeFileSync(
      docker,
      `#!/bin/sh\nexec env HOME='${folder}' ${variables.join(
        ' ',
      )} podman "$@"\n`,
    );
    chmodSync(docker, 0o755);
    const { url } = setup.agent;
    const settings = { cron: NEVER, docker, storage: folder };
    podman.run(
      'run',
      '--detach',
      '--name',
      'user',
      '--network',
      'none',
      NODE_IMAGE,
      '/usr/bin/node',
      '-e',
      'setInterval(() => {}, 1000)',
    );
    await runDeployed(url, 'clean-up', { ...settings, used_percent: 101 });
    expect(await begin('astrolabe-clean-up', 'clean-up')).toContain(
      'nothing is removed',
    );
    expect(images()).toContain('ours/tool');
    await runDeployed(url, 'clean-up', { ...settings, used_percent: 0 });
    expect(await begin('astrolabe-clean-up', 'clean-up')).toContain(
      'are removed',
    );
    expect(images()).not.toContain('ours/tool');
    // What a container uses stays.
    expect(images()).toContain('astrolabe-node');
    podman.run('rm', '--force', 'user');
  });
});
