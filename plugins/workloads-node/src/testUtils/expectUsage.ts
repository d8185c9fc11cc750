import { expect } from 'vitest';
import type { WorkloadUsage } from '../engine';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

const MIB = 1024 ** 2;

/** What works is told from what waits, and of what does not run nothing is said. */
export async function expectUsage(
  probe: EngineProbe,
  samples: EngineSamples,
  { tellsCores }: { tellsCores: boolean },
): Promise<void> {
  const busy = await probe.submit(samples.working());
  const idle = await probe.submit(samples.server());
  const ended = await probe.submit(samples.chatty(1));
  await probe.running(busy.id);
  await probe.ready(idle.id);
  await probe.settled(ended.id);
  const all = [busy.id, idle.id, ended.id];

  let last = new Map<string, WorkloadUsage>();
  await probe.eventually(async () => {
    const seen = await probe.engine.usage(all);
    last = new Map(seen.map(each => [each.workloadId, each]));
    const [much, little] = [busy, idle].map(({ id }) => last.get(id)!);
    if (tellsCores) {
      // Other programs of this machine may take most of the core.
      expect(much.cpuCores).toBeGreaterThan(0.2);
      expect(much.cpuCores).toBeLessThan(1.5);
      expect(little.cpuCores).toBeLessThan(much.cpuCores! / 2);
    }
    expect(much.memoryBytes).toBeGreaterThan(100 * MIB);
    expect(much.memoryBytes).toBeLessThan(512 * MIB);
    expect(little.memoryBytes).toBeGreaterThan(0);
    expect(little.memoryBytes).toBeLessThan(much.memoryBytes!);
  });
  expect([...last.keys()].sort()).toEqual([busy.id, idle.id].sort());
  for (const each of last.values()) {
    expect(each.generation).toBe(1);
    // Neither has one: then it is not known, and not 0.
    expect(each.gpuShare).toBeUndefined();
  }

  await probe.engine.stop(busy.id);
  await probe.settled(busy.id);
  const left = await probe.engine.usage([busy.id, 'unknown', idle.id]);
  expect(left.map(({ workloadId }) => workloadId)).toEqual([idle.id]);
  expect(await probe.engine.usage([])).toEqual([]);
}
