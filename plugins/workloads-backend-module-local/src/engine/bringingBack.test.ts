import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { supervisorsOf } from '../__testUtils__/processes';
import { note, running, script, STAY } from '../__testUtils__/programs';
import { until, useLocal } from '../__testUtils__/useLocal';

const bringBack: Partial<WorkloadTask> = {
  name: 'last',
  role: 'after',
  purpose: 'storage',
};
const last = script(note('after'), bringBack);

describe('what brings back what a program has changed', () => {
  const local = useLocal({ restartDelaySeconds: 50, afterSeconds: 0.5 });
  const notes = (id: string) =>
    readFileSync(local.current.file(id, 'work', 'notes'), 'utf8');

  it('runs when a person stops the workload between two attempts', async () => {
    const { probe, engine } = local.current;
    const failing = script(`${note('main')} process.exit(1)`);
    const { id } = await probe.submit(
      running([failing, last], { kind: 'service' }),
    );
    await probe.until(id, ({ reason }) => reason?.code === 'restarting');
    await engine.stop(id);
    expect(await probe.settled(id)).toMatchObject({ state: 'stopped' });
    expect(notes(id)).toBe('main\nafter\n');
  });

  it.runIf(process.platform === 'linux')(
    'runs when what ran the workload was killed, and it may not run twice',
    async () => {
      const { probe, pid } = local.current;
      const { id } = await probe.submit(running([script(STAY), last]));
      await pid(id);
      await probe.running(id);
      process.kill(supervisorsOf(id)[0], 'SIGKILL');
      expect(await probe.settled(id)).toMatchObject({
        state: 'failed',
        reason: { code: 'lost-sight' },
      });
      expect(notes(id)).toBe('after\n');
    },
  );

  it('runs once more for each time that somebody asks for it, and its end stays as it was', async () => {
    const { probe, engine } = local.current;
    const slow = `setTimeout(() => { ${note('after')} }, 500)`;
    const workload = await probe.submit(
      running([script(note('main')), script(slow, bringBack)]),
    );
    const { id } = workload;
    const before = await probe.settled(id);
    await engine.copyBack(workload);
    // It is being done.
    await engine.copyBack(workload);
    await until(() => notes(id) === 'main\nafter\nafter\n');
    await until(() => supervisorsOf(id).length === 0);
    expect(notes(id)).toBe('main\nafter\nafter\n');
    expect(await probe.settled(id)).toEqual(before);
    await engine.copyBack(workload);
    await until(() => notes(id) === 'main\nafter\nafter\nafter\n');
  });

  it.runIf(process.platform === 'linux')(
    'runs once more also when what does that is killed, and not for what runs',
    async () => {
      const { probe, engine, pid } = local.current;
      const slow = `setTimeout(() => { ${note('after')} }, 1500)`;
      const workload = await probe.submit(
        running([script(STAY), script(slow, bringBack)]),
      );
      const { id } = workload;
      await pid(id);
      await probe.running(id);
      await expect(engine.copyBack(workload)).rejects.toThrow('not ended');
      await engine.stop(id);
      await probe.settled(id);
      const before = supervisorsOf(id);
      await engine.copyBack(workload);
      const others = () => supervisorsOf(id).filter(x => !before.includes(x));
      await until(() => others().length > 0);
      others().forEach(each => process.kill(each, 'SIGKILL'));
      await until(() => notes(id) === 'after\nafter\n');
    },
  );

  it('may take longer than other tasks', async () => {
    const { probe, engine, pid } = local.current;
    const slow = `setTimeout(() => { ${note('after')} }, 2500)`;
    const { id } = await probe.submit(
      running([script(STAY), script(slow, bringBack)]),
    );
    await pid(id);
    await engine.stop(id);
    expect(await probe.settled(id)).toMatchObject({ state: 'stopped' });
    expect(notes(id)).toBe('after\n');
  });
});

describe('the folder of storages', () => {
  const local = useLocal();

  it('is free of what led to those of another run, out of a snapshot; a link of the program stays', async () => {
    const { probe, engine } = local.current;
    const link = (to: string) => `
      const fs = require('node:fs');
      if (!fs.existsSync('notes')) fs.symlinkSync(${JSON.stringify(
        to,
      )}, 'storage');
      console.log('has', fs.readdirSync('.').includes('storage'));
      ${note('ran')}`;
    for (const [to, has] of [
      [
        path.join(local.current.setup.dataDirectory, 'mounts', 'another'),
        'has true\nhas false\n',
      ],
      ['/elsewhere', 'has true\nhas true\n'],
    ]) {
      const workload = await probe.submit(running(script(link(to))));
      await probe.settled(workload.id);
      await engine.submit({ ...workload, generation: 2 });
      await probe.until(
        workload.id,
        o => o.generation === 2 && o.state === 'completed',
      );
      expect(await probe.wholeLog(workload.id)).toBe(has);
    }
  });
});
