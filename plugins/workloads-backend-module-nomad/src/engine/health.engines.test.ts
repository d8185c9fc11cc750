import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';
import type { NomadEngine } from './NomadEngine';

let setup: NomadSetup;
let engine: NomadEngine;

beforeAll(async () => {
  setup = await NomadSetup.start();
  engine = setup.engine({ silentSeconds: 2 });
});

afterAll(() => setup?.dispose());

/** Answers until somebody asks for `/hang`, and then nobody any more. */
function hanging(): WorkloadSpec {
  const spec = nodeSamples({ program: process.execPath }).server({
    restarts: 1,
  });
  const [main] = spec.tasks;
  const code = `let hangs = false;
    console.error('begins');
    require('node:http').createServer((request, response) => {
      hangs ||= request.url === '/hang';
      if (!hangs) response.end('here');
    }).listen(Number(process.env.PORT), process.env.HOST);
    process.on('SIGTERM', () => process.exit(0));`;
  main.command = [process.execPath, '-e', code];
  main.health = { port: 'web', path: '/', strict: true, startSeconds: 1 };
  return spec;
}

describe('a program that hangs', () => {
  it('is started again as often as it may be, and fails then with what shows it', async () => {
    const workload = exampleWorkload(hanging(), { siteId: 'r1.dc-a' });
    const { id } = workload;
    const told: Observation[] = [];
    engine.watch({
      signal: new AbortController().signal,
      onObservation: each => told.push(each),
      onResync: () => {},
    });
    const reaches = (state: string) =>
      until(async () => {
        const [seen] = await engine.list();
        expect(seen).toMatchObject({ state });
        return seen;
      }, 40_000);
    const hang = async () => {
      const { origin } = await engine.endpointTarget(id, 'web');
      await fetch(`${origin}/hang`, {
        signal: AbortSignal.timeout(500),
      }).catch(() => {});
    };
    await engine.submit(workload);
    await reaches('running');
    await until(hang);
    await until(
      async () => expect(told.at(-1)).toMatchObject({ state: 'starting' }),
      40_000,
    );
    expect(told.at(-1)).toMatchObject({
      reason: {
        text: 'restarting.silent',
        evidence: expect.stringContaining('unhealthy'),
      },
      endpoints: [{ ready: false }],
    });
    await reaches('running');
    await until(hang);
    expect(await reaches('failed')).toMatchObject({
      reason: {
        code: 'health-check-failed',
        evidence: expect.stringMatching(/unhealthy(.|\n)*begins\nbegins/),
        nextStep: expect.any(String),
      },
    });
    await engine.remove(id);
  });
});
