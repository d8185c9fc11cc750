import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import {
  EngineProbe,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { NODE_IMAGE, Podman } from '../../../../scripts/engines/podman.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startRegistry } from '../../../../scripts/engines/registry.mjs';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';

const MIB = 1024 ** 2;
/** What the one node has to give. */
const node = { cores: 2, memoryMb: 2048, diskMb: 4096 };
const CORE_MHZ = 1000;
const WAIT_MS = 60_000;

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
const processes = nodeSamples({ program: process.execPath });
const containers = nodeSamples({
  program: '/usr/bin/node',
  task: { image: NODE_IMAGE },
});
type Registry = Awaited<ReturnType<typeof startRegistry>>;
let open: Registry;
let closed: Registry;
let setup: NomadSetup;
let probe: EngineProbe;

beforeAll(async () => {
  await podman.install();
  await podman.serve();
  open = await startRegistry(path.join(folder, 'open'));
  closed = await startRegistry(path.join(folder, 'closed'), { asks: true });
  const config = {
    endpoint: `unix://${podman.socketPath}`,
    gc: { image: false },
  };
  setup = await NomadSetup.start({
    extra: {
      client: {
        options: {
          'driver.allowlist': 'raw_exec,exec,docker',
          'fingerprint.denylist':
            'env_aws,env_gce,env_azure,env_digitalocean,cni,consul,vault',
        },
        chroot_env: chroot('/usr/bin/tail'),
        cpu_total_compute: node.cores * CORE_MHZ,
        memory_total_mb: node.memoryMb,
        disk_total_mb: node.diskMb,
        disk_free_mb: node.diskMb,
      },
      plugin: { docker: { config } },
    },
  });
  probe = new EngineProbe(setup.engine(), WAIT_MS);
});

afterEach(() => probe.removeAll());

afterAll(async () => {
  await setup?.dispose();
  await closed?.stop();
  await open?.stop();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What a program needs that sees no other file, for Nomad's own driver `exec`. */
function chroot(program: string): Record<string, string> {
  const text = execFileSync('/usr/bin/ldd', [program], { encoding: 'utf8' });
  const libraries = [...text.matchAll(/\/[^ )]+(?= \()/g)].map(
    ([file]) => file,
  );
  const files = [program, '/etc/passwd', '/etc/group', ...libraries];
  return Object.fromEntries(files.map(file => [realpathSync(file), file]));
}

/** Until it is said to be so, and why. */
async function told(
  id: string,
  state: Observation['state'],
  code: Observation['reason']['code'],
): Promise<Observation['reason']> {
  const seen = await probe.until(
    id,
    each => each.state === state && each.reason.code === code,
  );
  return seen.reason;
}

function running(image: string): WorkloadSpec {
  const spec = containers.chatty(1);
  spec.tasks[0].image = image;
  return spec;
}

describe('an image', () => {
  it('that its registry does not have is said not to be there', async () => {
    const { id } = await probe.submit(running(`${open.host}/no/such-image:1`));
    const reason = await told(id, 'failed', 'image-pull-failed');
    expect(reason.text).toBe('image-pull-failed.missing');
    expect(reason.evidence).toContain('manifest unknown');
  });

  it('whose registry cannot be reached is said to be out of reach', async () => {
    const { id } = await probe.submit(running('localhost:1/no/such-image:1'));
    const reason = await told(id, 'failed', 'image-pull-failed');
    expect(reason.text).toBe('image-pull-failed.unreachable');
    expect(reason.evidence).toContain('connection refused');
  });

  it('whose registry wants credentials that the site has not is said to be refused', async () => {
    const { id } = await probe.submit(running(`${closed.host}/own/image:1`));
    const reason = await told(id, 'failed', 'registry-refused');
    expect(reason).toMatchObject({
      evidence: expect.stringContaining(closed.host),
      nextStep: expect.stringContaining('access'),
    });
  });
});

describe('a program', () => {
  it('that ends badly is told with its exit code and what it said', async () => {
    const { id } = await probe.submit(processes.failing(3));
    const reason = await told(id, 'failed', 'exited-with-error');
    expect(reason.params).toEqual({ exitCode: 3 });
    expect(reason.evidence).toContain('something went wrong');
  });

  // Of containers, containers.engines.test.ts says who knows what.
  it('that needs more memory than it has is told to take more', async () => {
    const spec = processes.failing(1);
    spec.tasks[0].command = ['/usr/bin/tail', '/dev/zero'];
    const { engine } = probe;
    probe.engine = setup.engine({ drivers: { processes: 'exec' } });
    const { id } = await probe.submit(spec);
    probe.engine = engine;
    const reason = await told(id, 'failed', 'out-of-memory');
    expect(reason.evidence).toContain('The kernel ended it.');
    expect(reason.nextStep).toContain('more memory');
  });

  it('that runs and never answers is ended, with what it said', async () => {
    const spec = processes.server();
    spec.lifetime.restarts = 0;
    const [task] = spec.tasks;
    task.command = [
      process.execPath,
      '-e',
      "console.log('loading'); setInterval(() => {}, 1000)",
    ];
    task.health = { port: 'web', startSeconds: 3 };
    const { id } = await probe.submit(spec);
    await told(id, 'starting', 'waiting-for-health');
    const reason = await told(id, 'failed', 'health-check-failed');
    expect(reason.params).toEqual({ seconds: 3 });
    expect(reason.evidence).toContain('loading');
  });
});

/** A server that asks for so much. */
function wanting(resources: Partial<WorkloadSpec['tasks'][0]['resources']>) {
  const spec = processes.server();
  Object.assign(spec.tasks[0].resources, resources);
  return spec;
}

describe('a node that is full', () => {
  it.each([
    ['CPU', { cpuCores: 0.6 * node.cores }],
    ['memory', { memoryBytes: 0.6 * node.memoryMb * MIB }],
    ['disk', { diskBytes: 0.6 * node.diskMb * MIB }],
  ])('of %s lets wait who comes later, and says of what', async (name, one) => {
    const first = await probe.submit(wanting(one));
    await probe.running(first.id);
    const evidence = `${name} on 1 of 1 node(s)`;
    const full = { code: 'waiting-for-capacity', evidence };
    const [plan] = await probe.engine.plan(wanting(one));
    expect(plan).toMatchObject({ verdict: 'later', reason: full });
    const second = await probe.submit(wanting(one));
    await probe.eventually(async () =>
      expect(await probe.seen(second.id)).toMatchObject({
        state: 'queued',
        reason: full,
      }),
    );
    await probe.engine.stop(first.id);
    await probe.running(second.id);
  });
});

describe('a node that an operator has closed', () => {
  const away = { code: 'site-unavailable', evidence: expect.any(String) };

  it('takes no work until it is opened, and what runs there goes on', async () => {
    const first = await probe.submit(processes.server());
    await probe.running(first.id);
    await setEligible(false);
    await probe.eventually(async () =>
      expect(await probe.engine.plan(processes.server())).toMatchObject([
        { verdict: 'later', reason: away },
      ]),
    );
    const second = await probe.submit(processes.server());
    await told(second.id, 'queued', 'site-unavailable');
    expect(await probe.seen(first.id)).toMatchObject({ state: 'running' });
    await setEligible(true);
    await probe.running(second.id);
  });
});

/** Whether the one node takes new work. */
async function setEligible(isEligible: boolean) {
  const { url } = setup.agent;
  const [{ ID }] = await ask<{ ID: string }[]>(url, '/nodes');
  const Eligibility = isEligible ? 'eligible' : 'ineligible';
  await ask(url, `/node/${ID}/eligibility`, {
    method: 'PUT',
    body: JSON.stringify({ NodeID: ID, Eligibility }),
  });
}
