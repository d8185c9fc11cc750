import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exampleWorkload } from '@astrolabe/plugin-workloads-node/testUtils';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import { running, script, STAY } from '../__testUtils__/programs';
import {
  isLiving,
  processesOf,
  supervisorsOf,
} from '../__testUtils__/processes';
import { until, useLocal } from '../__testUtils__/useLocal';

const isLinux = process.platform === 'linux';
const service = running(script(STAY), { kind: 'service' });

describe('a portal that ends', () => {
  const local = useLocal();

  it('leaves what runs running, and finds it again: one process, the same', async () => {
    const { probe, pid } = local.current;
    const workload = await probe.submit(service);
    const main = await pid(workload.id);
    const before = await probe.running(workload.id);
    local.current.reopen();
    await local.current.engine.submit(workload);
    expect(await probe.running(workload.id)).toEqual(before);
    expect(await pid(workload.id)).toBe(main);
    if (isLinux) expect(processesOf(workload.id)).toEqual([main]);
  });

  it('learns afterwards how something ended in the meantime', async () => {
    const { probe, pid, setup } = local.current;
    const workload = await probe.submit(running(script(STAY)));
    const main = await pid(workload.id);
    await probe.running(workload.id);
    local.current.engine.close();
    process.kill(main, 'SIGKILL');
    await until(() => !isLiving(main));
    probe.engine = setup.reopen();
    expect(await probe.settled(workload.id)).toMatchObject({
      state: 'failed',
      reason: { code: 'killed' },
    });
  });

  it.runIf(isLinux).each([0, 15, 60, 200, 500])(
    'and is killed %i ms after it began to submit leaves nothing twice, and the truth',
    async delayMs => {
      const { probe, setup, pid } = local.current;
      const workload = exampleWorkload(service);
      local.current.engine.close();
      await submitAndBeKilled(setup.options(), workload, delayMs);
      local.current.reopen();
      await probe.engine.submit(workload); // As the reconciler does.
      await probe.running(workload.id);
      const main = await pid(workload.id);
      await until(() => processesOf(workload.id).join() === String(main));
      await local.current.engine.remove(workload.id);
      expect(processesOf(workload.id)).toEqual([]);
    },
  );

  it('stops all that runs when it is told to, and takes it up again at its next start', async () => {
    const { probe, pid, engine } = local.current;
    const { id } = await probe.submit(service);
    const main = await pid(id);
    await probe.running(id);
    await engine.pauseAll();
    expect(isLiving(main)).toBe(false);
    if (isLinux) expect(processesOf(id)).toEqual([]);
    expect(supervisorsOf(id)).toEqual([]);
    local.current.reopen();
    await probe.running(id);
    await expect.poll(() => pid(id), { timeout: 10_000 }).not.toBe(main);
  });
});

describe('a supervisor that is killed', () => {
  const local = useLocal();

  it.runIf(isLinux)(
    'is followed by another, which ends what it left and starts the service once',
    async () => {
      const { probe, pid, watching } = local.current;
      const { id } = await probe.submit(service);
      const main = await pid(id);
      await probe.running(id);
      for (const supervisor of supervisorsOf(id)) {
        process.kill(supervisor, 'SIGKILL');
      }
      await expect.poll(() => pid(id), { timeout: 10_000 }).not.toBe(main);
      await probe.running(id);
      expect(isLiving(main)).toBe(false);
      expect(processesOf(id)).toEqual([await pid(id)]);
      expect(watching.of(id).map(({ state }) => state)).not.toContain('failed');
    },
  );

  it.runIf(isLinux)(
    'is not followed by a second run of what may run only once',
    async () => {
      const { probe, pid } = local.current;
      const { id } = await probe.submit(running(script(STAY)));
      const main = await pid(id);
      await probe.running(id);
      const [supervisor] = supervisorsOf(id);
      process.kill(supervisor, 'SIGKILL');
      expect(await probe.settled(id)).toMatchObject({
        state: 'failed',
        reason: { code: 'lost-sight', nextStep: expect.any(String) },
      });
      expect(isLiving(main)).toBe(false);
    },
  );

  it.runIf(isLinux)(
    'does not spoil the next generation, which a person asked for meanwhile',
    async () => {
      const { probe, pid, engine } = local.current;
      const workload = await probe.submit(running(script(STAY)));
      await pid(workload.id);
      await probe.running(workload.id);
      engine.close();
      const [supervisor] = supervisorsOf(workload.id);
      process.kill(supervisor, 'SIGKILL');
      await until(() => !isLiving(supervisor));
      local.current.reopen();
      await local.current.engine.submit({ ...workload, generation: 2 });
      await probe.until(
        workload.id,
        o => o.generation === 2 && o.state === 'running',
      );
    },
  );
});

describe('a supervisor that fails again and again', () => {
  const local = useLocal();

  it('does not keep the next workload of that name waiting', async () => {
    const { probe, engine, setup, file } = local.current;
    const settings = path.join(setup.dataDirectory, 'settings.json');
    const whole = readFileSync(settings);
    writeFileSync(settings, 'broken');
    const workload = await probe.submit(service);
    const failures = () =>
      readFileSync(file(workload.id, 'supervisor.log'), 'utf8').split(
        'SyntaxError',
      ).length - 1;
    await until(() => failures() === 5); // The next would come in 16 s.
    writeFileSync(settings, whole);
    await engine.remove(workload.id);
    const submittedAt = Date.now();
    await engine.submit(workload);
    await probe.running(workload.id);
    expect(Date.now() - submittedAt).toBeLessThan(14_000);
  });
});

/** A process of its own submits, and is killed so long after it has opened its engine. */
async function submitAndBeKilled(
  options: object,
  workload: EngineWorkload,
  delayMs: number,
): Promise<void> {
  const portal = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.resolve(__dirname, '../__testUtils__/portal.ts'),
      JSON.stringify(options),
      JSON.stringify(workload),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(portal, 'exit');
  await once(portal.stdout, 'data');
  await pause(delayMs);
  portal.kill('SIGKILL');
  await ended;
}
