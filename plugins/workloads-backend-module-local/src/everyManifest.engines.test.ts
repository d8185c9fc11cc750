import { globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for scripts and tests
import { parse } from 'yaml';
import { ConfigReader } from '@backstage/config';
import {
  formDefaults,
  isSettled,
  renderManifest,
  type FormSchema,
  type Manifest,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { ensureDebian } from '../../../scripts/lib/system.mjs';
import { uses } from './__testUtils__/uses';
import { Visitor } from './__testUtils__/Visitor';
import { readLocalEngineOptions } from './config';
import { LocalEngine } from './engine/LocalEngine';

const catalogInfo = path.resolve(__dirname, '../../../catalog-info');
const WITHIN_MS = 20 * 60 * 1000;

/** Installed packages are kept from run to run: installing them all takes ten minutes. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'every-manifest',
);

const launchable = globSync('{tools,modules}/*/{tool,module}.yaml', {
  cwd: catalogInfo,
})
  .map(file => parse(readFileSync(path.join(catalogInfo, file), 'utf8')))
  .map(({ metadata, spec }) => ({ id: metadata.name as string, spec }))
  .filter(({ spec }) => spec.manifest)
  .sort((one, other) => one.id.localeCompare(other.id));

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
              environmentRoots: [catalogInfo],
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

  it.each(launchable)(
    '$id starts, opens for its owner alone, and does what it is for',
    async ({ id, spec }) => {
      const workload = renderManifest(spec.manifest as Manifest, {
        form: formDefaults(spec.manifest.form as FormSchema),
        asset: spec,
        user: { name: 'Ada Fuller', ref: 'user:default/ada' },
      });
      const [plan] = await engine.plan(workload);
      expect(plan).not.toMatchObject({ verdict: 'never' });

      const submitted = await probe.submit(workload);
      const { endpoints } = await started(submitted.id);
      const visitors: Record<string, Visitor> = {};
      for (const { name, url } of endpoints) {
        const target = await engine.endpointTarget(submitted.id, name);
        const visitor = new Visitor(target, url);
        visitors[name] = visitor;
        expect(await visitor.land()).toMatchObject({ status: 200 });
        if (Object.keys(target.headers).length > 0) {
          const shut = (await visitor.stranger().ask(url)).status;
          expect([302, 401, 403]).toContain(shut);
        }
      }
      await uses[id](visitors);
    },
    WITHIN_MS,
  );

  /** When all of it answers; a failure tells what was written last. */
  async function started(workloadId: string): Promise<Observation> {
    const last = await probe.until(
      workloadId,
      ({ state, endpoints }) =>
        isSettled(state) ||
        (state === 'running' && endpoints.every(({ ready }) => ready)),
    );
    if (!isSettled(last.state)) return last;
    const { text } = await engine.logs(workloadId, {
      task: 'main',
      maxBytes: 4000,
    });
    throw new Error(`${JSON.stringify(last.reason)}\n${text}`);
  }

  /** Also what a run that was cut off has left. */
  async function removeAll(): Promise<void> {
    for (const { workloadId } of await engine.list()) {
      await engine.remove(workloadId);
    }
  }
});
