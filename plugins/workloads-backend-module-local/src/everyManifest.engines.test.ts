import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { ConfigReader } from '@backstage/config';
import {
  CATALOG_INFO,
  EngineProbe,
  itLaunches,
  itRunsBatches,
  launchable,
  launchableBy,
  ZooModel,
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

  describe('a model of the BioImage Model Zoo', () => {
    const model = new ZooModel();
    beforeAll(() => model.start());
    afterAll(() => model.stop());
    const links = {
      get weights() {
        return model.url;
      },
    };
    const asset = { title: 'Threshold', links };
    itLaunches([launchableBy('bioimage', asset)], {
      ...{ probe: () => probe, withinMs: WITHIN_MS },
    });
  });

  itRunsBatches(launchable, { probe: () => probe, withinMs: WITHIN_MS });

  /** Also what a run that was cut off has left. */
  async function removeAll(): Promise<void> {
    for (const { workloadId } of await engine.list()) {
      await engine.remove(workloadId);
    }
  }
});
