import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  CATALOG_INFO,
  EngineProbe,
  itLaunches,
  launchable,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startImages } from '../../../scripts/engines/images.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { Podman } from '../../../scripts/engines/podman.mjs';
import { ask, NomadSetup } from './__testUtils__/NomadSetup';

const MIB = 1024 ** 2;
const WITHIN_MS = 10 * 60 * 1000;

/** One of each kind of environment, and one with two tasks that talk. `all` takes a quarter of an hour more. */
const wanted = process.env.ASTROLABE_MANIFESTS ?? 'hello-web,iris-classifier';
const launched = launchable.filter(
  ({ id }) => wanted === 'all' || wanted.split(',').includes(id),
);

const number = (process.pid % 250) + 1;
const node = { device: `astro${number}`, address: `10.203.${number}.1` };
const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
let images: Awaited<ReturnType<typeof startImages>>;
let setup: NomadSetup;
let probe: EngineProbe;
let isLinked = false;

beforeAll(async () => {
  await podman.configure();
  images = await startImages();
  await images.build([
    '--registry',
    registry(),
    ...new Set(launched.flatMap(environmentsOf)),
  ]);
  await podman.serve();
  // Of this machine alone; containers reach each other by way of it, as by the address of a node.
  ip('link', 'add', node.device, 'type', 'bridge');
  ip('address', 'add', `${node.address}/32`, 'dev', node.device);
  isLinked = true;
  ip('link', 'set', node.device, 'up');
  const docker = {
    endpoint: `unix://${podman.socketPath}`,
    gc: { image: false },
  };
  setup = await NomadSetup.start({
    extra: {
      client: { network_interface: node.device },
      plugin: { docker: { config: docker } },
    },
  });
  const engine = setup.engine({
    drivers: {},
    environments: { registry: registry(), roots: [CATALOG_INFO] },
  });
  probe = new EngineProbe(engine, WITHIN_MS);
}, WITHIN_MS);

afterEach(() => probe?.removeAll());

afterAll(async () => {
  await setup?.dispose();
  await podman.remove();
  await images?.stop();
  if (isLinked) ip('link', 'delete', node.device);
  rmSync(folder, { recursive: true, force: true });
});

function environmentsOf({ spec }: (typeof launchable)[number]): string[] {
  const { workload } = spec.manifest as { workload: WorkloadSpec };
  return workload.tasks.flatMap(({ environment }) => environment?.id ?? []);
}

function registry(): string {
  return `${images.host}/astrolabe`;
}

function ip(...args: string[]): void {
  execFileSync('ip', args);
}

describe('what can be launched on a site of Nomad', () => {
  itLaunches(launched, { probe: () => probe, withinMs: WITHIN_MS });

  it('keeps what it wrote beside its files when it is restarted while it runs, as a user without powers', async () => {
    const code = `
      const fs = require('node:fs');
      fs.appendFileSync('deep/runs', 'x');
      const read = name => fs.readFileSync('deep/' + name, 'utf8');
      console.log(read('runs'), read('text'), process.getuid(), process.cwd() === process.env.HOME);
      setInterval(() => {}, 1000);`;
    const spec: WorkloadSpec = {
      tasks: [
        {
          name: 'main',
          role: 'main',
          environment: { kind: 'node', id: 'tools/hello-web' },
          command: ['node', '-e', code],
          files: [{ path: 'deep/text', content: 'as it was' }],
          resources: { cpuCores: 0.1, memoryBytes: MIB * 128, diskBytes: MIB },
        },
      ],
      lifetime: { kind: 'service' },
    };
    const first = await probe.submit(spec);
    const says = async (generation: number, line: string) => {
      await probe.until(
        first.id,
        seen => seen.generation === generation && seen.state === 'running',
      );
      const log = () => probe.wholeLog(first.id);
      await expect.poll(log, { timeout: 20_000 }).toBe(line);
    };
    await says(1, 'x as it was 10001 true\n');
    await probe.engine.submit({ ...first, generation: 2 });
    await says(2, 'xx as it was 10001 true\n');
  });

  it('is gone when it was removed, with its containers and its secrets', async () => {
    expect(await ask(setup.agent.url, '/jobs')).toEqual([]);
    expect(await ask(setup.agent.url, '/vars')).toEqual([]);
    await expect
      .poll(() => podman.run('ps', '--all', '--quiet'), { timeout: 20_000 })
      .toBe('');
  });
});
