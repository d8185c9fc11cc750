import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import {
  EngineProbe,
  itLaunches,
  itRunsBatches,
  launchable,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { ContainerSite } from './__testUtils__/ContainerSite';
import { ask } from './__testUtils__/NomadSetup';
import { registerSnapshotJob } from './__testUtils__/snapshotJob';

const MIB = 1024 ** 2;
const WITHIN_MS = 10 * 60 * 1000;

/** One of each kind of environment, and one with two tasks that talk. `all` takes a quarter of an hour more. */
const wanted = process.env.ASTROLABE_MANIFESTS ?? 'hello-web,iris-classifier';
const launched = launchable.filter(
  ({ id }) => wanted === 'all' || wanted.split(',').includes(id),
);

const site = new ContainerSite((process.pid % 250) + 1);
let probe: EngineProbe;

beforeAll(async () => {
  await site.start([...new Set(launched.flatMap(environmentsOf))]);
  probe = new EngineProbe(site.engine(), WITHIN_MS);
});

afterEach(() => probe?.removeAll());

afterAll(() => site.stop());

function environmentsOf({ spec }: (typeof launchable)[number]): string[] {
  const { workload } = spec.manifest as { workload: WorkloadSpec };
  return workload.tasks.flatMap(({ environment }) => environment?.id ?? []);
}

/** A program in the smallest environment, with a file beside it. */
function helloWeb(code: string, path: string): WorkloadSpec {
  return {
    tasks: [
      {
        name: 'main',
        role: 'main',
        environment: { kind: 'node', id: 'tools/hello-web' },
        command: ['node', '-e', code],
        files: [{ path, content: 'as it was' }],
        resources: { cpuCores: 0.1, memoryBytes: MIB * 128, diskBytes: MIB },
      },
    ],
    lifetime: { kind: 'service' },
  };
}

/** Waits until this run says so. */
async function says({ id, generation }: EngineWorkload, line: RegExp) {
  await probe.until(
    id,
    seen => seen.generation === generation && seen.state === 'running',
  );
  await probe.eventuallyLogs(id, line);
}

describe('what can be launched on a site of Nomad', () => {
  itLaunches(launched, { probe: () => probe, withinMs: WITHIN_MS });

  itRunsBatches(launched, { probe: () => probe, withinMs: WITHIN_MS });

  it('keeps what it wrote beside its files when it is restarted while it runs, as a user without powers', async () => {
    const code = `
      const fs = require('node:fs');
      fs.appendFileSync('deep/runs', 'x');
      const read = name => fs.readFileSync('deep/' + name, 'utf8');
      console.log(read('runs'), read('text'), process.getuid(), process.cwd() === process.env.HOME);
      setInterval(() => {}, 1000);`;
    const spec = helloWeb(code, 'deep/text');
    const first = await probe.submit(spec);
    await says(first, /^x as it was 10001 true$/m);
    const restarted = { ...first, generation: 2 };
    await probe.engine.submit(restarted);
    await says(restarted, /^xx as it was 10001 true$/m);
  });

  it('is saved with what its person wrote, and begins with that as the same user', async () => {
    const place = `${site.registry}-snapshots`;
    const socket = site.podman.socketPath;
    await registerSnapshotJob(site.setup, { registry: place, socket });
    const { engine } = probe;
    probe.engine = site.engine({
      snapshots: { registry: place, insecure: true },
    });
    const code = `
      const fs = require('node:fs');
      if (!fs.existsSync('notes')) fs.writeFileSync('notes', 'mine', { mode: 0o600 });
      fs.appendFileSync('notes', '+');
      console.log(fs.readFileSync('notes', 'utf8'), fs.readFileSync('text', 'utf8'), process.getuid());
      setInterval(() => {}, 1000);`;
    const spec = helloWeb(code, 'text');
    const first = await probe.submit(spec);
    await says(first, /^mine\+ as it was 10001$/m);
    const snapshot = probe.snapshotOf(first, { limitBytes: 64 * MIB });
    await probe.engine.takeSnapshot(snapshot);
    await probe.untilSnapshot(snapshot.id, o => o.state === 'complete');
    const [task] = spec.tasks;
    const files = [{ path: 'text', content: 'as it is now' }];
    const second = await probe.submit({
      ...spec,
      tasks: [{ ...task, files }],
      snapshot: { id: snapshot.id, place },
    });
    await says(second, /^mine\+\+ as it is now 10001$/m);
    // A restart goes on with what came after.
    const restarted = { ...second, generation: 2 };
    await probe.engine.submit(restarted);
    await says(restarted, /^mine\+\+\+ as it is now 10001$/m);
    await probe.removeAll();
    await ask(site.setup.agent.url, '/job/astrolabe-snapshot?purge=true', {
      method: 'DELETE',
    });
    probe.engine = engine;
  });

  it('is gone when it was removed, with its containers and its secrets', async () => {
    expect(await ask(site.setup.agent.url, '/jobs')).toEqual([]);
    expect(await ask(site.setup.agent.url, '/vars')).toEqual([]);
    await expect
      .poll(() => site.podman.run('ps', '--all', '--quiet'), {
        timeout: 20_000,
      })
      .toBe('');
  });
});
