import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for scripts and tests
import { parse } from 'yaml';
import {
  ARTEFACTS_FOLDER,
  formDefaults,
  isSettled,
  lifetimes,
  pickVariant,
  renderManifest,
  variantsOf,
  type FormSchema,
  type Manifest,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '../../engine';
import type { EngineProbe } from '../EngineProbe';
import { uses } from './uses';
import { Visitor } from './Visitor';

/** Where the tools and modules of this installation are described. */
export const CATALOG_INFO = path.resolve(
  // eslint-disable-next-line no-restricted-syntax -- tests run in the checkout alone
  __dirname,
  '../../../../../catalog-info',
);

/** What of it can be launched. */
export const launchable = globSync('{tools,modules}/*/{tool,module}.yaml', {
  cwd: CATALOG_INFO,
})
  .map(file => parse(readFileSync(path.join(CATALOG_INFO, file), 'utf8')))
  .map(({ metadata, spec }) => ({ id: metadata.name as string, spec }))
  .filter(({ spec }) => spec.manifest)
  .sort((one, other) => one.id.localeCompare(other.id));

/** An asset of another catalogue, with the shared manifest of this installation. */
export function launchableBy(id: string, asset: object) {
  const file = path.join(CATALOG_INFO, 'manifests', `${id}.yaml`);
  const manifest = parse(readFileSync(file, 'utf8'));
  return { id, spec: { ...asset, manifest } };
}

/**
 * Launches each as a person does that changes nothing in its form, opens all
 * that it opens, and does once what it is for.
 *
 * @param probe asked when the test runs; who has made it removes what was submitted
 */
export function itLaunches(
  what: typeof launchable,
  { probe, withinMs }: { probe: () => EngineProbe; withinMs: number },
): void {
  it.each(what)(
    '$id starts, opens for its owner alone, and does what it is for',
    async ({ id, spec }) => {
      const { engine } = probe();
      const workload = renderManifest(spec.manifest as Manifest, {
        form: formDefaults(spec.manifest.form as FormSchema),
        asset: spec,
        user: { name: 'Ada Fuller', ref: 'user:default/ada' },
      });
      const [plan] = await engine.plan(workload);
      expect(plan).not.toMatchObject({ verdict: 'never' });

      const submitted = await probe().submit(workload);
      const { endpoints } = await started(probe(), submitted.id);
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
    withinMs,
  );
}

/**
 * Runs the other ways to launch each, of those that end by themselves, as a
 * person does that changes nothing in its form.
 */
export function itRunsBatches(
  what: typeof launchable,
  { probe, withinMs }: { probe: () => EngineProbe; withinMs: number },
): void {
  const batches = what.flatMap(({ id, spec }) =>
    variantsOf(spec.manifest)
      .filter(({ kind }) => lifetimes[kind].takesParameters)
      .map(({ name }) => ({ id, name, spec })),
  );
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
      const { id } = await probe().submit(workload);
      const { state, reason } = await probe().settled(id);
      expect({ state, reason }).toMatchObject({ state: 'completed' });
      const files = await probe().engine.listFiles(id, {
        folder: ARTEFACTS_FOLDER,
        maxFiles: 10,
      });
      expect(files.some(({ bytes }) => bytes > 0)).toBe(true);
    },
    withinMs,
  );
}

/** When all of it answers; a failure tells what was written last. */
async function started(
  probe: EngineProbe,
  workloadId: string,
): Promise<Observation> {
  const last = await probe.until(
    workloadId,
    ({ state, endpoints }) =>
      isSettled(state) ||
      (state === 'running' && endpoints.every(({ ready }) => ready)),
  );
  if (!isSettled(last.state)) return last;
  throw new Error(`${JSON.stringify(last.reason)}`);
}
