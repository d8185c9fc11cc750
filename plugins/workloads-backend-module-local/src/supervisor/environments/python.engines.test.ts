import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
import { LocalSetup } from '../../__testUtils__/LocalSetup';
import { Watching } from '../../__testUtils__/Watching';
import type { LocalEngine } from '../../engine/LocalEngine';

const catalogInfo = path.resolve(__dirname, '../../../../../catalog-info');
const WITHIN_MS = 9 * 60 * 1000;

describe('the Python packages of the Iris classifier', () => {
  const setup = new LocalSetup();
  let engine: LocalEngine;
  let probe: EngineProbe;
  let watching: Watching;

  beforeAll(() => {
    engine = setup.open({
      environmentRoots: [catalogInfo],
      stopGraceSeconds: 10,
    });
    probe = new EngineProbe(engine, WITHIN_MS);
    watching = new Watching(engine);
  });

  afterAll(async () => {
    watching.stop();
    await setup.dispose();
  });

  it('are installed once, in stages that are shown, for two workloads that want them at once', async () => {
    const [one, other] = [
      await probe.submit(importing()),
      await probe.submit(importing()),
    ];
    expect(await probe.settled(one.id)).toMatchObject({ state: 'completed' });
    expect(await probe.settled(other.id)).toMatchObject({ state: 'completed' });
    expect(await probe.wholeLog(one.id)).toMatch(/^sklearn \d+\.\d+/);
    const stages = watching.told
      .filter(({ reason }) => reason.code === 'preparing-environment')
      .map(({ reason }) => reason.evidence);
    expect(stages).toContainEqual(
      expect.stringMatching(/^Installing \d+ Python packages/),
    );
    expect(installed()).toHaveLength(1);
  });

  it('are not installed again for a later workload, which answers with them', async () => {
    const before = installed();
    const { id } = await probe.submit(deepaas());
    await probe.ready(id);
    expect(watching.codes(id)).not.toContain('preparing-environment');
    expect(installed()).toEqual(before);
    const { origin } = await engine.endpointTarget(id, 'api');
    const models = await (await fetch(`${origin}/v2/models/`)).json();
    expect(models).toMatchObject({ models: [{ id: 'iris-classifier' }] });
  });

  /** Name and time of each environment that is there: the same, when nothing was installed. */
  function installed() {
    const folder = path.join(setup.dataDirectory, 'environments');
    return readdirSync(folder)
      .map(name => path.join(folder, name, 'astrolabe-environment.json'))
      .flatMap(file => statSync(file, { throwIfNoEntry: false }) ?? [])
      .map(({ ino, mtimeMs }) => ({ ino, mtimeMs }));
  }
});

const resources = {
  cpuCores: 1,
  memoryBytes: 1024 ** 3,
  diskBytes: 1024 ** 2,
};
const environment = { kind: 'python', id: 'modules/iris-classifier' } as const;

function importing(): WorkloadSpec {
  const program =
    'import sklearn, deepaas; print("sklearn", sklearn.__version__)';
  return {
    tasks: [
      {
        name: 'main',
        role: 'main',
        environment,
        command: ['python', '-c', program],
        resources,
      },
    ],
    lifetime: { kind: 'batch' },
  };
}

function deepaas(): WorkloadSpec {
  return {
    tasks: [
      {
        name: 'main',
        role: 'main',
        environment,
        command: [
          'deepaas-run',
          '--listen-ip',
          { parts: [{ host: 'listen' }] },
          '--listen-port',
          { parts: [{ port: 'api' }] },
          '--model-name',
          'iris-classifier',
        ],
        env: {
          ASTROLABE_IRIS_FOLDER: { parts: [{ folder: 'work' }, '/models'] },
        },
        ports: [{ name: 'api' }],
        health: { port: 'api', path: '/v2/models/', strict: true },
        resources,
      },
    ],
    endpoints: [
      { name: 'api', port: 'api', protocol: 'http', access: 'owner' },
    ],
    lifetime: { kind: 'service' },
  };
}
