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
  engine = setup.engine({ silentSeconds: 5 });
});

afterAll(() => setup?.dispose());

/** Answers until somebody has asked for `/hang`, and then nobody any more. */
function hanging(): WorkloadSpec {
  const spec = nodeSamples({ program: process.execPath }).server({
    restarts: 1,
  });
  const [main] = spec.tasks;
  const code = `let hangs = false;
    console.error('begins');
    require('node:http').createServer((request, response) => {
      if (!hangs) response.end('here');
      hangs ||= request.url === '/hang';
    }).listen(Number(process.env.PORT), process.env.HOST);
    process.on('SIGTERM', () => process.exit(0));`;
  main.command = [process.execPath, '-e', code];
  main.health = { port: 'web', path: '/', strict: true, startSeconds: 15 };
  return spec;
}

const reachesOf = (id: string, state: string) =>
  until(async () => {
    const all = await engine.list();
    const seen = all.find(({ workloadId }) => workloadId === id);
    expect(seen).toMatchObject({ state });
    return seen!;
  }, 60_000);

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
    const reaches = (state: string) => reachesOf(id, state);
    const hang = async () => {
      const { origin } = await engine.endpointTarget(id, 'web');
      expect(await (await fetch(`${origin}/hang`)).text()).toBe('here');
    };
    await engine.submit(workload);
    await reaches('running');
    await until(hang);
    await until(
      async () => expect(told.at(-1)).toMatchObject({ state: 'starting' }),
      60_000,
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

describe('the path that a program is asked for its health', () => {
  it('reaches it as its author wrote it, whatever Nomad would read in it', async () => {
    const spec = hanging();
    const [main] = spec.tasks;
    const path = '/${NOMAD_JOB_ID}/${node.unique.id}?x=$${y}&z=%7B"\'';
    const code = `require('node:http').createServer((request, response) => {
        const isIt = decodeURIComponent(request.url) === decodeURIComponent(process.env.ASKED);
        response.writeHead(isIt ? 200 : 404).end();
      }).listen(Number(process.env.PORT), process.env.HOST);`;
    main.command = [process.execPath, '-e', code];
    main.env = { ...main.env, ASKED: path };
    main.health = { port: 'web', path, strict: true };
    const workload = exampleWorkload(spec, { siteId: 'r1.dc-a' });
    await engine.submit(workload);
    await reachesOf(workload.id, 'running');
    await engine.remove(workload.id);
  });
});
