import { expect } from 'vitest';
import type { EngineSnapshot, SnapshotObservation } from '../engine';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

const MIB = 1024 ** 2;

/** What has become of a snapshot that is taken. */
async function take(
  probe: EngineProbe,
  snapshot: EngineSnapshot,
): Promise<SnapshotObservation> {
  await probe.engine.takeSnapshot(snapshot);
  return probe.untilSnapshot(snapshot.id, ({ state }) => state !== 'saving');
}

/** A snapshot is measured, taken once, launched from, and removed once. @public */
export async function expectSnapshot(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const source = await probe.submit(samples.keeping());
  const before = await probe.ready(source.id);
  expect(await engine.measureSnapshot(source.id)).toBeGreaterThan(1_000_000);
  const snapshot = probe.snapshotOf(source, { limitBytes: 64 * MIB });
  const taken = await take(probe, snapshot);
  expect(taken).toMatchObject({
    state: 'complete',
    reason: { code: 'snapshot-taken', evidence: undefined },
    leftOut: { secrets: 1, unreadable: 0 },
  });
  expect(taken.bytes).toBeGreaterThan(1_000_000);
  await engine.takeSnapshot(snapshot);
  expect(await engine.observeSnapshots([snapshot.id])).toEqual([taken]);
  expect(await probe.seen(source.id)).toEqual(before);

  const again = samples.keeping();
  again.snapshot = { id: snapshot.id, place: taken.place! };
  const verdicts = await engine.plan(again);
  expect(verdicts.map(({ verdict }) => verdict)).toContain('now');
  const second = await probe.submit(again);
  await probe.ready(second.id);
  await probe.eventuallyLogs(
    second.id,
    /found first data\.bin link notes\.txt\n/,
  );

  await engine.removeSnapshot(snapshot.id);
  await engine.removeSnapshot(snapshot.id);
  expect(await engine.observeSnapshots([snapshot.id])).toEqual([]);
}

/** What may not, or cannot, be saved is refused, and says why. @public */
export async function expectSnapshotRefused(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const source = await probe.submit(samples.keeping());
  await probe.ready(source.id);
  const tooLarge = probe.snapshotOf(source, { limitBytes: 1000 });
  expect(await take(probe, tooLarge)).toMatchObject({
    state: 'failed',
    reason: { code: 'snapshot-too-large', nextStep: expect.any(String) },
  });
  await engine.removeSnapshot(tooLarge.id);

  const elsewhere = samples.keeping();
  elsewhere.snapshot = { id: tooLarge.id, place: 'nowhere.example/at/all' };
  for (const site of await engine.plan(elsewhere)) {
    expect(site).toMatchObject({
      verdict: 'never',
      reason: { code: 'engine-refused' },
    });
  }
  await engine.stop(source.id);
  await probe.settled(source.id);
  const missing = { name: 'NotFoundError' };
  await expect(engine.measureSnapshot(source.id)).rejects.toMatchObject(
    missing,
  );
  const late = probe.snapshotOf(source, { limitBytes: 64 * MIB });
  await expect(engine.takeSnapshot(late)).rejects.toMatchObject(missing);
}
