import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  describeWorkloadEngine,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { NODE_IMAGE, Podman } from '../../../../../scripts/engines/podman.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startRegistry } from '../../../../../scripts/engines/registry.mjs';
import { LOG_BYTES, LocalSetup } from '../../__testUtils__/LocalSetup';
import { running, script } from '../../__testUtils__/programs';
import { supervisorsOf } from '../../__testUtils__/processes';
import { useLocal } from '../../__testUtils__/useLocal';
import { WORKLOAD_LABEL } from './containerSpec';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
const local = { containers: { socketPath: podman.socketPath } };
const task = { image: NODE_IMAGE };
const samples = nodeSamples({ program: '/usr/bin/node', task });

const readsChanged = `const read = file => require('node:fs').readFileSync(file, 'utf8');
  console.log(read('/changed'), read('/workload/kept/notes.txt'));`;

beforeAll(async () => {
  await podman.install();
  await podman.serve();
});

afterAll(async () => {
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

describeWorkloadEngine(
  'local, with containers of Podman',
  async () => {
    const setup = new LocalSetup();
    return {
      engine: setup.open(local),
      samples,
      logLimitBytes: LOG_BYTES,
      reopen: async () => setup.reopen(local),
      dispose: () => setup.dispose(),
    };
  },
  { timeoutMs: 60_000 },
);

describe('a workload in a container', () => {
  const current = useLocal(local);

  it('goes on when Podman is started anew, and can be stopped then', async () => {
    const { probe, engine } = current.current;
    const { id } = await probe.submit(samples.server());
    const before = await probe.ready(id);
    await podman.halt();
    await podman.serve();
    expect(await probe.ready(id)).toEqual(before);
    const { origin, headers } = await engine.endpointTarget(id, 'web');
    const answer = await fetch(origin, { headers });
    expect(await answer.json()).toMatchObject({ isKnown: true });
    await engine.stop(id);
    await probe.settled(id);
    expect(containersOf(id)).toEqual([]);
  });

  it('is listened to again when Podman is started anew', async () => {
    const { probe } = current.current;
    const tick = `let n = 0; setInterval(() => console.log('tick', ++n), 50)`;
    const spec = running(
      script('', { ...task, command: ['/usr/bin/node', '-e', tick] }),
    );
    const { id } = await probe.submit(spec);
    const lastTick = async () =>
      Number(/(\d+)\n$/.exec(await probe.wholeLog(id))?.[1] ?? 0);
    await expect.poll(lastTick, { timeout: 20_000 }).toBeGreaterThan(0);
    await podman.halt();
    const heard = await lastTick();
    await podman.serve();
    await expect.poll(lastTick, { timeout: 20_000 }).toBeGreaterThan(heard);
  });

  it('is there once after its supervisor was killed', async () => {
    const { probe } = current.current;
    const { id } = await probe.submit(samples.server());
    const before = await probe.ready(id);
    const [container] = containersOf(id);
    supervisorsOf(id).forEach(pid => process.kill(pid, 'SIGKILL'));
    const after = await probe.until(
      id,
      o => o.startedAt !== before.startedAt && o.state === 'running',
    );
    expect(after.generation).toBe(1);
    expect(containersOf(id)).toHaveLength(1);
    expect(containersOf(id)).not.toContain(container);
  });

  it('waits to be looked after until Podman answers again', async () => {
    const { probe } = current.current;
    const { id } = await probe.submit(samples.server());
    await probe.ready(id);
    await podman.halt();
    supervisorsOf(id).forEach(pid => process.kill(pid, 'SIGKILL'));
    const lost = await probe.until(
      id,
      ({ reason }) => reason.code === 'engine-unreachable',
    );
    expect(lost).toMatchObject({
      state: 'lost',
      reason: { nextStep: expect.stringContaining('Podman') },
    });
    await podman.serve();
    await probe.ready(id);
    expect(containersOf(id)).toHaveLength(1);
  });

  it('has its memory and nothing more', async () => {
    const { probe } = current.current;
    const grow = `
      const kept = [];
      setInterval(() => kept.push(Buffer.alloc(8 * 1024 * 1024, 1)), 5);`;
    const spec = running(
      script('', { ...task, command: ['/usr/bin/node', '-e', grow] }),
    );
    const { id } = await probe.submit(spec);
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    // Podman 4 does not always know why the kernel ended it (conmon, version 1 groups).
    expect(['out-of-memory', 'killed']).toContain(reason.code);
    expect(reason.nextStep).toContain('more memory');
  });

  it('has few powers, and a folder that is the one on the machine', async () => {
    const { probe, file } = current.current;
    const code = `
      const fs = require('node:fs');
      fs.writeFileSync('/workload/made', 'inside');
      console.log(fs.readFileSync('/proc/self/status', 'utf8'));`;
    const spec = running(
      script('', { ...task, command: ['/usr/bin/node', '-e', code] }),
    );
    const { id } = await probe.submit(spec);
    expect(await probe.settled(id)).toMatchObject({ state: 'completed' });
    const made = file(id, 'work', 'made');
    expect(readFileSync(made, 'utf8')).toBe('inside');
    const status = await probe.wholeLog(id);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^CapBnd:\s+00000000000004eb$/m);
  });

  it('is saved with what it changed outside of its folder, and without its secrets and variables', async () => {
    const { probe, engine } = current.current;
    const spec = samples.keeping();
    const change = "require('node:fs').writeFileSync('/changed', 'inside')";
    spec.tasks[0].command![2] += `; ${change}`;
    spec.tasks[0].command!.push({ parts: ['--key=', { secret: 'key' }] });
    spec.tasks[0].env!.OWN = 'of this workload';
    const source = await probe.submit(spec);
    await probe.ready(source.id);
    const { headers } = await engine.endpointTarget(source.id, 'web');
    const snapshot = probe.snapshotOf(source, { limitBytes: 1024 ** 3 });
    await engine.takeSnapshot(snapshot);
    const { place } = await probe.untilSnapshot(
      snapshot.id,
      ({ state }) => state === 'complete',
    );
    const image = `localhost/astrolabe-snapshot:${snapshot.id}`;
    const inspected = podman.run('inspect', image);
    expect(inspected).toContain('"OWN="');
    expect(inspected).not.toContain('of this workload');
    expect(inspected).not.toContain(headers['x-key']);
    const [{ Config }] = JSON.parse(inspected);
    const [base] = JSON.parse(podman.run('inspect', NODE_IMAGE));
    expect(Config.Cmd ?? []).toEqual(base.Config.Cmd ?? []);

    const again = running(
      script('', {
        ...task,
        command: ['/usr/bin/node', '-e', readsChanged],
      }),
    );
    again.snapshot = { id: snapshot.id, place: place! };
    const { id } = await probe.submit(again);
    await probe.settled(id);
    expect(await probe.wholeLog(id)).toContain('inside first');
  });

  it('says of an image that it cannot be had, and what was tried', async () => {
    const { probe } = current.current;
    const image = 'localhost:1/no/such-image:1';
    const { id } = await probe.submit(running(script('', { image })));
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'image-pull-failed',
      message: expect.stringContaining(image),
      evidence: expect.stringContaining('connection refused'),
      nextStep: expect.stringContaining('registry'),
    });
  });

  it('says of a registry that asks for credentials that it does not let this machine in', async () => {
    const { probe } = current.current;
    const registry = await startRegistry(path.join(folder, 'registry'), {
      asks: true,
    });
    try {
      const image = `${registry.host}/own/image:1`;
      const { id } = await probe.submit(running(script('', { image })));
      expect(await probe.settled(id)).toMatchObject({
        state: 'failed',
        reason: {
          code: 'registry-refused',
          evidence: expect.stringContaining('unauthorized'),
          message: expect.stringContaining(image),
          nextStep: expect.stringContaining('log in'),
        },
      });
    } finally {
      await registry.stop();
    }
  });
});

function containersOf(id: string): string[] {
  const label = `label=${WORKLOAD_LABEL}=${id}`;
  const listed = podman.run('ps', '--all', '--quiet', '--filter', label);
  return listed.split('\n').filter(Boolean);
}
