import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  EngineProbe,
  exampleWorkload,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { LocalSetup } from '../__testUtils__/LocalSetup';
import { isLiving, processesOf } from '../__testUtils__/processes';
import { running, script, STAY } from '../__testUtils__/programs';
import { until } from '../__testUtils__/useLocal';
import type { LocalEngine } from './LocalEngine';

const service = running(script(STAY), { kind: 'service' });

describe('a disk that is full to the last byte', () => {
  let setup: LocalSetup;
  let engine: LocalEngine;
  let probe: EngineProbe;

  beforeEach(() => {
    setup = new LocalSetup();
    mkdirSync(setup.dataDirectory);
    mountSmallDisk(setup.dataDirectory);
    engine = setup.open();
    probe = new EngineProbe(engine, 20_000);
  });

  afterEach(async () => {
    await probe.removeAll();
    execFileSync('umount', ['--lazy', setup.dataDirectory]);
    await setup.dispose();
  });

  it('ends what runs and says so, in the room that was kept for that', async () => {
    const id = await started();
    fill(setup.dataDirectory);
    expect(await probe.settled(id)).toMatchObject({
      state: 'failed',
      reason: { code: 'disk-full', nextStep: expect.any(String) },
    });
    expect(processesOf(id)).toEqual([]);
  });

  it('takes nothing new, and has it once when there is room again', async () => {
    const filled = fill(setup.dataDirectory);
    const workload = exampleWorkload(service);
    await expect(engine.submit(workload)).rejects.toThrow('no room left');
    expect(await engine.list()).toEqual([]);
    rmSync(filled);
    await engine.submit(workload);
    await engine.submit(workload);
    await probe.running(workload.id);
    expect(processesOf(workload.id)).toHaveLength(1);
    await engine.remove(workload.id);
  });

  it('lets a person stop and remove, and a portal start', async () => {
    const id = await started();
    const [main] = processesOf(id);
    fill(setup.dataDirectory);
    engine = setup.reopen();
    probe.engine = engine;
    await engine.stop(id);
    await probe.settled(id);
    expect(isLiving(main)).toBe(false);
    await engine.remove(id);
    expect(await engine.list()).toEqual([]);
  });

  /** A service that has done all it wants with the disk. */
  async function started(): Promise<string> {
    const { id } = await probe.submit(service);
    await probe.running(id);
    await until(() =>
      existsSync(
        path.join(setup.dataDirectory, 'workloads', id, 'work', 'pid'),
      ),
    );
    return id;
  }
});

function mountSmallDisk(folder: string): void {
  try {
    execFileSync(
      'mount',
      ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', folder],
      { stdio: 'pipe' },
    );
  } catch (error) {
    throw new Error(
      'This test needs a small disk of its own: run it as root, where file systems may be mounted',
      { cause: error },
    );
  }
}

function fill(folder: string): string {
  const file = path.join(folder, 'filled');
  const chunk = Buffer.alloc(4096, 1);
  try {
    for (;;) writeFileSync(file, chunk, { flag: 'a' });
  } catch {
    expect(statfsSync(folder).bavail).toBe(0);
  }
  return file;
}
