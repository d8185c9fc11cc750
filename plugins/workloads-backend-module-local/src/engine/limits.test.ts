import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIB, running, script, STAY } from '../__testUtils__/programs';
import { useLocal } from '../__testUtils__/useLocal';
import type { Report } from '../folder/types';
import { Cgroup } from '../supervisor/cgroup';

const GROW = `
  const kept = [];
  setInterval(() => kept.push(Buffer.alloc(8 * 1024 * 1024, 1)), 5);
`;
/** The same in a child: the parent sees it end, and ends with an error of its own. */
const GROW_IN_CHILD = `
  require('node:child_process')
    .spawn(process.execPath, ['-e', ${JSON.stringify(GROW)}])
    .once('exit', () => process.exit(1));
`;

const hasControlGroups = (() => {
  const group = Cgroup.create(`astrolabe-test-${process.pid}`, {
    cpuCores: 1,
    memoryBytes: 64 * MIB,
    diskBytes: 0,
  });
  const { limitsMemory } = group;
  group.remove();
  return limitsMemory;
})();

for (const limits of ['auto', 'watch'] as const) {
  describe(`the memory of a workload, with limits: ${limits}`, () => {
    const local = useLocal({ limits });

    it('is what it asked for: beyond it ends, and says so', async () => {
      const { probe } = local.current;
      const { id } = await probe.submit(running(script(GROW)));
      const { state, reason } = await probe.settled(id);
      expect(state).toBe('failed');
      expect(reason).toMatchObject({
        code: 'out-of-memory',
        message: expect.stringContaining('128 MiB'),
        nextStep: expect.stringContaining('more memory'),
      });
      expect(reason.evidence).toBeTruthy();
    });

    it('counts what it has started, too', async () => {
      const { probe } = local.current;
      const { id } = await probe.submit(running(script(GROW_IN_CHILD)));
      expect((await probe.settled(id)).reason.code).toBe('out-of-memory');
    });
  });
}

describe('the limits of a workload', () => {
  const local = useLocal();

  it.runIf(hasControlGroups)(
    'are kept by the kernel where it can be told: memory, and a share of the cores',
    async () => {
      const { probe, pid, file, engine } = local.current;
      const { id } = await probe.submit(running(script(STAY)));
      const main = await pid(id);
      await probe.running(id);
      const report: Report = JSON.parse(
        readFileSync(file(id, 'state.json'), 'utf8'),
      );
      const { cgroups } = report.leftovers;
      expect(cgroups.length).toBeGreaterThan(0);
      const values = cgroups.flatMap(folder =>
        ['memory.max', 'memory.limit_in_bytes', 'cpu.max', 'cpu.cfs_quota_us']
          .map(name => read(path.join(folder, name)))
          .filter(Boolean),
      );
      expect(values).toContain(String(128 * MIB));
      expect(values.join(' ')).toMatch(/\b10000\b/); // A tenth of 100 ms.
      for (const folder of cgroups) {
        expect(read(path.join(folder, 'cgroup.procs'))).toBe(String(main));
      }
      await engine.stop(id);
      await probe.settled(id);
      expect(
        cgroups.map(folder => read(path.join(folder, 'cgroup.procs'))),
      ).toEqual(cgroups.map(() => ''));
    },
  );

  it('give way to the portal: its programs are nicer than it', async () => {
    const { probe, pid } = local.current;
    const { id } = await probe.submit(running(script(STAY)));
    const { getPriority } = await import('node:os');
    expect(getPriority(await pid(id))).toBeGreaterThan(getPriority());
  });

  it('hold for its disk: beyond it ends, and says so', async () => {
    const { probe } = local.current;
    const fill = `require('node:fs').writeFileSync('big', Buffer.alloc(${
      20 * MIB
    }, 1)); ${STAY}`;
    const { id } = await probe.submit(running(script(fill)));
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'disk-full',
      evidence: 'It used 20 MiB of 16 MiB.',
      nextStep: expect.any(String),
    });
  });

  it('are not passed by in a folder that nobody can look into', async () => {
    const { probe, file } = local.current;
    const dig = `
      const fs = require('node:fs');
      for (let depth = 0; depth < 20; depth++) {
        fs.mkdirSync('d'.repeat(250));
        process.chdir('d'.repeat(250));
      }
      setInterval(() => {}, 1000);`;
    const { id } = await probe.submit(running(script(dig)));
    const { state, reason } = await probe.settled(id);
    execFileSync('rm', ['-r', file(id, 'work')]); // Too deep for Node.
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'engine-refused',
      message: expect.stringContaining('cannot be counted'),
      evidence: expect.stringMatching(/^work\/ddd/),
      nextStep: expect.any(String),
    });
  });
});

describe('a machine with too little left', () => {
  const local = useLocal({
    capacity: { cpuCores: 1, memoryBytes: 200 * MIB },
    minimumFreeDiskBytes: 1,
  });

  it('lets a workload wait for its turn, and starts it when another ends', async () => {
    const { probe, engine, pid } = local.current;
    const first = await probe.submit(running(script(STAY)));
    await pid(first.id);
    const second = await probe.submit(running(script(STAY)));
    expect(await probe.seen(second.id)).toMatchObject({
      state: 'queued',
      reason: {
        code: 'waiting-for-capacity',
        message: expect.stringContaining('MiB of memory'),
        nextStep: expect.any(String),
      },
    });
    expect(await engine.plan(running(script(STAY)))).toMatchObject([
      { verdict: 'later' },
    ]);
    await engine.stop(first.id);
    await probe.running(second.id);
  });

  it('stops what waits without ever starting it', async () => {
    const { probe, engine, pid } = local.current;
    const first = await probe.submit(running(script(STAY)));
    await pid(first.id);
    const second = await probe.submit(running(script(STAY)));
    await engine.stop(second.id);
    expect(await probe.settled(second.id)).toMatchObject({ state: 'stopped' });
    expect(await probe.seen(second.id)).not.toHaveProperty(
      'startedAt',
      expect.anything(),
    );
  });
});

describe('a machine whose disk is nearly full', () => {
  const local = useLocal({ minimumFreeDiskBytes: 2 ** 50 });

  it('starts nothing, and says what to do', async () => {
    const { probe } = local.current;
    const { id } = await probe.submit(running(script(STAY)));
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'disk-full',
      evidence: expect.stringContaining('MiB are free'),
      nextStep: expect.any(String),
    });
  });
});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
