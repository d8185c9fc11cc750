import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { nasty, structureOf, text } from '../__testUtils__/hostile';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadEngine } from '../engine/NomadEngine';

let setup: NomadSetup;
let engine: NomadEngine;

beforeAll(async () => {
  setup = await NomadSetup.start();
  engine = setup.engine();
});

afterAll(() => setup?.dispose());

/** Writes its arguments, variables and file as it got them. */
function echoing(values: string[], file: string): WorkloadSpec {
  const spec = nodeSamples({ program: process.execPath }).repeating('');
  const [main] = spec.tasks;
  const code = `const env = Object.keys(process.env).filter(name => name.startsWith('VALUE_'));
    env.sort((a, b) => a.slice(6) - b.slice(6));
    console.log(JSON.stringify({
      args: process.argv.slice(1),
      env: env.map(name => process.env[name]),
      file: require('node:fs').readFileSync(process.env.HOME + '/odd/file.txt', 'utf8'),
    }));`;
  main.command = [process.execPath, '-e', code, '--', ...values];
  main.env = Object.fromEntries(
    values.map((value, index) => [`VALUE_${index}`, value]),
  );
  main.files = [{ path: 'odd/file.txt', content: file }];
  return spec;
}

const jobOf = async (id: string) =>
  ask<Record<string, unknown>>(setup.agent.url, `/job/astrolabe-${id}`);

/** What a program that has ended has written, maybe a moment later. */
async function saidBy(id: string): Promise<unknown> {
  const all = { task: 'main', offset: 0, maxBytes: 1_000_000 };
  return until(async () => {
    const [seen] = await engine.list();
    expect(seen.state).toBe('completed');
    return JSON.parse((await engine.logs(id, all)).text);
  });
}

describe('what a person typed', () => {
  it('reaches the program as it was typed, in arguments, variables and files', async () => {
    for (const file of [nasty.join('\n'), nasty[2], nasty[3], '']) {
      const workload = exampleWorkload(echoing(nasty, file), {
        siteId: 'r1.dc-a',
        title: nasty[4],
      });
      await engine.submit(workload);
      expect(await saidBy(workload.id)).toEqual({
        args: nasty,
        env: nasty,
        file,
      });
      await engine.remove(workload.id);
    }
  });

  it('never changes what a job is', async () => {
    const submitted = async (values: string[], ownerRef: string) => {
      const workload = exampleWorkload(echoing(values, values[0]), {
        siteId: 'r1.dc-a',
        ownerRef,
        title: values[0],
      });
      await engine.submit(workload);
      const job = await jobOf(workload.id);
      await engine.remove(workload.id);
      return structureOf(job);
    };
    const plain = await submitted(['a', 'b', 'c'], 'user:default/ada');
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 3, maxLength: 3 }),
        text,
        async (values, owner) => {
          expect(await submitted(values, owner)).toEqual(plain);
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 40_000 },
    );
  });

  it('is refused by name when no program could be given it', async () => {
    const workload = exampleWorkload(echoing(['a\0b'], ''), {
      siteId: 'r1.dc-a',
    });
    await expect(engine.submit(workload)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('NUL'),
    });
    expect(await engine.list()).toEqual([]);
  });

  it('asks for no GPU by a name that Nomad would look up', async () => {
    const spec = echoing(['a'], '');
    spec.tasks[0].resources.gpu = { count: 1, model: '${meta.site}' };
    const [site] = await engine.plan(spec);
    expect(site).toMatchObject({
      verdict: 'never',
      reason: { code: 'no-such-gpu' },
    });
  });
});
