import { expect } from 'vitest';
import type { Observation } from '../engine';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

/** Who watches an engine knows what its list says. */
export async function expectTold(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const abort = new AbortController();
  const told = new Map<string, Observation>();
  const watching = engine.watch({
    signal: abort.signal,
    onObservation: o => told.set(o.workloadId, o),
    onResync: () => {},
  });
  const ends = await probe.submit(samples.failing(3));
  const runs = await probe.submit(samples.server());
  await probe.settled(ends.id);
  await probe.ready(runs.id);
  await probe.eventually(async () => {
    const listed = await engine.list();
    expect(listed).toEqual(
      expect.arrayContaining([told.get(ends.id), told.get(runs.id)]),
    );
  });
  abort.abort();
  await watching;
}
