import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
import { LocalSetup } from '../../__testUtils__/LocalSetup';
import { useLocal } from '../../__testUtils__/useLocal';
import { Watching } from '../../__testUtils__/Watching';
import type { LocalEngine } from '../../engine/LocalEngine';
import { findProgram, ownPath } from '../programs';

const catalogInfo = path.resolve(__dirname, '../../../../../catalog-info');
const WITHIN_MS = 9 * 60 * 1000;

/** A package that pip takes for uv 0.9.9. */
const MAKE_WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    about = 'uv-0.9.9.dist-info/'
    wheel.writestr(about + 'METADATA', 'Metadata-Version: 2.1\\nName: uv\\nVersion: 0.9.9\\n')
    wheel.writestr(about + 'WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(about + 'RECORD', '')
`;

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

describe('uv, where the machine has none', () => {
  const local = useLocal({ environmentRoots: [catalogInfo] });

  it.skipIf(findProgram('uv', ownPath()))(
    'is not taken from an index that has another one under its name',
    async () => {
      const { setup, engine } = local.current;
      const probe = new EngineProbe(engine, WITHIN_MS);
      const wheel = path.join(setup.folder, 'uv-0.9.9-py3-none-any.whl');
      execFileSync('python3', ['-c', MAKE_WHEEL, wheel]);
      process.env.PIP_NO_INDEX = '1';
      process.env.PIP_FIND_LINKS = pathToFileURL(setup.folder).href;
      try {
        const { id } = await probe.submit(importing());
        expect(await probe.settled(id)).toMatchObject({
          state: 'failed',
          reason: {
            code: 'environment-failed',
            evidence: expect.stringContaining('HASHES'),
          },
        });
      } finally {
        delete process.env.PIP_NO_INDEX;
        delete process.env.PIP_FIND_LINKS;
      }
    },
  );
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
