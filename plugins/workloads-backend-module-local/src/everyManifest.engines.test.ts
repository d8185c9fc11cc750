import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConfigReader } from '@backstage/config';
import {
  ARTEFACTS_FOLDER,
  formDefaults,
  lifetimes,
  pickVariant,
  renderManifest,
  variantsOf,
  type FormSchema,
} from '@astrolabe/plugin-workloads-common';
import {
  CATALOG_INFO,
  EngineProbe,
  itLaunches,
  launchable,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { ensureDebian } from '../../../scripts/lib/system.mjs';
import { readLocalEngineOptions } from './config';
import { LocalEngine } from './engine/LocalEngine';

const WITHIN_MS = 20 * 60 * 1000;

/** Installed packages are kept from run to run: installing them all takes ten minutes. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'every-manifest',
);

/** Every other way to launch them, of those that end by themselves. */
const batches = launchable.flatMap(({ id, spec }) =>
  variantsOf(spec.manifest)
    .filter(({ kind }) => lifetimes[kind].takesParameters)
    .map(({ name }) => ({ id, name, spec })),
);

describe('what can be launched in this installation', () => {
  let engine: LocalEngine;
  let probe: EngineProbe;

  beforeAll(async () => {
    await ensureDebian(['libkrb5-dev'], '/usr/bin/krb5-config');
    engine = LocalEngine.create(
      readLocalEngineOptions(
        new ConfigReader({
          workloads: {
            local: {
              dataDirectory,
              environmentRoots: [CATALOG_INFO],
              capacity: { cpuCores: 16, memoryBytes: 64 * 1024 ** 3 },
            },
          },
        }),
      ),
    );
    probe = new EngineProbe(engine, WITHIN_MS);
    await removeAll();
  }, WITHIN_MS);

  afterEach(() => removeAll(), WITHIN_MS);

  afterAll(() => engine.close());

  itLaunches(launchable, { probe: () => probe, withinMs: WITHIN_MS });

  it.each(batches)(
    '$id runs the script that its form proposes as $name, and leaves what it made',
    async ({ name, spec }) => {
      const manifest = pickVariant(spec.manifest, name)!;
      const workload = renderManifest(manifest, {
        form: formDefaults(manifest.form as FormSchema),
        asset: spec,
        user: { name: 'Ada Fuller', ref: 'user:default/ada' },
      });
      workload.tasks[0].env = {
        ...workload.tasks[0].env,
        ASTROLABE_TASK_INDEX: '0',
      };
      const { id } = await probe.submit(workload);
      const { state, reason } = await probe.settled(id);
      expect({ state, reason }).toMatchObject({ state: 'completed' });
      const files = await engine.listFiles(id, {
        folder: ARTEFACTS_FOLDER,
        maxFiles: 10,
      });
      expect(files.some(({ bytes }) => bytes > 0)).toBe(true);
    },
    WITHIN_MS,
  );

  /** Also what a run that was cut off has left. */
  async function removeAll(): Promise<void> {
    for (const { workloadId } of await engine.list()) {
      await engine.remove(workloadId);
    }
  }
});
