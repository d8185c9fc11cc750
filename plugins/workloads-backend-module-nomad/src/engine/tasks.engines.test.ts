import { describe, expect, it } from 'vitest';
import type {
  WorkloadSpec,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { useNomad } from '../__testUtils__/useNomad';

const MIB = 1024 ** 2;
const nomad = useNomad();

describe('the tasks of a workload on Nomad', () => {
  it('run one before, one beside and one after the main one, over the same files, each with its own log', async () => {
    const spec = batch([
      node(
        'main',
        `
        say('main begins after', took('before'));
        while (!fs.existsSync('beside')) wait(50);
        fs.writeFileSync('main', 'main');
        say('main ends');`,
      ),
      node(
        'before',
        `
        wait(500);
        fs.writeFileSync('before', 'before');
        say('before ends');`,
      ),
      node(
        'beside',
        `
        say('beside begins after', took('before'));
        fs.writeFileSync('beside', 'beside');
        for (const signal of ['SIGINT', 'SIGTERM'])
          process.on(signal, () => {
            fs.writeFileSync('ended', 'beside that was told to end');
            say('beside ends');
            process.exit();
          });
        setInterval(() => {}, 1000);`,
      ),
      node(
        'after',
        `
        say('after begins after', took('main'), 'and', took('ended'));`,
      ),
    ]);
    const { id } = await nomad.probe.submit(spec);
    expect(await nomad.probe.settled(id)).toMatchObject({
      state: 'completed',
      reason: { code: 'ended-by-itself' },
    });
    const logOf = (task: string) => nomad.probe.finalLog(id, task);
    expect(await logOf('before')).toBe('before ends\n');
    expect(await logOf('main')).toBe('main begins after before\nmain ends\n');
    expect(await logOf('beside')).toBe(
      'beside begins after before\nbeside ends\n',
    );
    expect(await logOf('after')).toBe(
      'after begins after main and beside that was told to end\n',
    );
  });

  it.each([
    { role: 'before', mainSays: '' },
    { role: 'beside', mainSays: 'main begins\n' },
  ] as const)(
    'fail with the one that runs $role the main one, and show what it said',
    async ({ role, mainSays }) => {
      const spec = batch([
        node('main', `say('main begins'); setInterval(() => {}, 1000);`),
        node(
          role,
          `wait(500); console.error('the data is not there'); process.exitCode = 4;`,
        ),
      ]);
      const { id } = await nomad.probe.submit(spec);
      expect(await nomad.probe.settled(id)).toMatchObject({
        state: 'failed',
        reason: {
          code: 'exited-with-error',
          message: `Its task '${role}' failed. It ended with exit code 4.`,
          evidence: 'exit code 4\nthe data is not there',
        },
      });
      await nomad.probe.eventually(async () =>
        expect(await nomad.probe.wholeLog(id)).toBe(mainSays),
      );
    },
  );

  it('are started again as often as they may, and fail then with what was said last', async () => {
    const code = `
      fs.appendFileSync('runs', 'x');
      wait(300);
      console.error('run', took('runs').length, 'went wrong');
      process.exitCode = 7;`;
    const told: Observation[] = [];
    const abort = new AbortController();
    const watching = nomad.engine.watch({
      signal: abort.signal,
      onObservation: observation => told.push(observation),
      onResync: () => {},
    });
    const { id } = await nomad.probe.submit({
      tasks: [node('main', code)],
      lifetime: { kind: 'service', restarts: 2 },
    });
    const { state, reason } = await nomad.probe.settled(id);
    abort.abort();
    await watching;
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'exited-with-error',
      evidence: `exit code 7\n${[1, 2, 3]
        .map(run => `run ${run} went wrong`)
        .join('\n')}`,
    });
    const between = told.filter(each => each.reason.code === 'restarting');
    expect(new Set(between.map(each => each.state))).toEqual(
      new Set(['starting']),
    );
    // Each says when: so it was told of both.
    expect(new Set(between.map(each => each.reason.evidence)).size).toBe(2);
  });
});

function batch(tasks: WorkloadTask[]): WorkloadSpec {
  return { tasks, lifetime: { kind: 'batch', restarts: 0 } };
}

/** A task whose role is its name. */
function node(role: WorkloadTask['role'], code: string): WorkloadTask {
  const tools = `
    const fs = require('node:fs');
    const say = (...words) => console.log(...words);
    const took = file => fs.readFileSync(file, 'utf8');
    const wait = ms => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);`;
  return {
    name: role,
    role,
    command: [process.execPath, '-e', `${tools}\n${code}`],
    resources: { cpuCores: 0.1, memoryBytes: 128 * MIB, diskBytes: MIB },
  };
}
