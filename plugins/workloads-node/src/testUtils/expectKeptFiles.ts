import { expect } from 'vitest';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

/** What an engine says of the files of what has ended is true when it runs again. */
export async function expectKeptFiles(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const workload = await probe.submit(samples.leaving());
  const { id } = workload;
  await probe.settled(id);
  const left = () =>
    engine.listFiles(id, { folder: 'artefacts', maxFiles: 10 });
  const before = await left();
  expect(before.map(({ path }) => path)).toContain('artefacts/one.txt');

  const spec = samples.failing(3);
  await engine.submit({ ...workload, spec, generation: 2 });
  await probe.until(id, o => o.generation === 2 && o.state === 'failed');
  const { keepsFiles } = engine.capabilities();
  expect(await left()).toEqual(keepsFiles ? before : []);
}
