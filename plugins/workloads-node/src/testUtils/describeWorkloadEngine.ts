import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkloadEngine } from '../engine';
import type {
  EngineContractOptions,
  EngineHarness,
  SkippableCase,
} from './contract';
import { EngineProbe } from './EngineProbe';
import { exampleWorkload } from './exampleWorkload';
import { expectEndpoint } from './expectEndpoint';
import { expectFiles, expectKeptFiles } from './expectFiles';
import { expectLog, expectRotation } from './expectLog';
import { expectSnapshot, expectSnapshotRefused } from './expectSnapshot';
import { expectTerminal } from './expectTerminal';
import { expectTold } from './expectTold';
import { expectUsage } from './expectUsage';
import { oddText, type EngineSamples } from './samples';

/**
 * What every engine must do. An engine's test calls this with a way to make a
 * fresh one, and adds only what is that engine's own.
 *
 * @public
 */
export function describeWorkloadEngine(
  name: string,
  createHarness: () => Promise<EngineHarness>,
  options: EngineContractOptions = {},
): void {
  const { skip = {}, timeoutMs = 30_000 } = options;
  const unless = (part: SkippableCase) => {
    const reason = skip[part];
    if (reason === undefined) return it;
    return (title: string, ..._rest: unknown[]) =>
      it.skip(`${title} (${reason})`, () => {});
  };
  for (const [part, reason] of Object.entries(skip)) {
    if (!reason?.trim()) throw new Error(`Say why ${name} skips '${part}'`);
  }
  const within = timeoutMs * 4;

  describe(`${name} as a workload engine`, () => {
    let harness: EngineHarness;
    let engine: WorkloadEngine;
    let samples: EngineSamples;
    let probe: EngineProbe;

    beforeEach(async () => {
      harness = await createHarness();
      ({ engine, samples } = harness);
      probe = new EngineProbe(engine, timeoutMs);
    });

    afterEach(async () => {
      await probe.removeAll();
      await harness.dispose?.();
    }, within);

    it(
      'runs what is submitted, and says when its endpoint is ready',
      async () => {
        const { id, slug } = await probe.submit(samples.server());
        const observation = await probe.ready(id);
        expect(observation).toMatchObject({
          state: 'running',
          generation: 1,
          reason: { code: 'ready' },
          endpoints: [{ name: 'web', title: 'Web', ready: true }],
        });
        expect(new URL(observation.endpoints[0].url).hostname).toMatch(
          new RegExp(`^${slug}-web\\.`),
        );
        expect(Date.parse(observation.startedAt!)).toBeLessThanOrEqual(
          Date.now(),
        );
      },
      within,
    );

    it(
      'runs once what is submitted twice',
      async () => {
        const workload = await probe.submit(samples.server());
        await engine.submit(workload);
        const first = await probe.running(workload.id);
        await engine.submit(workload);
        await pause(50);
        expect(await probe.seen(workload.id)).toEqual(first);
      },
      within,
    );

    it(
      'replaces a run by one of a higher generation',
      async () => {
        const first = await probe.submit(samples.server());
        await probe.running(first.id);
        await engine.submit({ ...first, generation: 2 });
        const second = await probe.until(
          first.id,
          o => o.generation === 2 && o.state === 'running',
        );
        await engine.submit(first);
        expect(await probe.seen(first.id)).toEqual(second);
      },
      within,
    );

    it(
      'keeps what is stopped, and stops it only once',
      async () => {
        const { id } = await probe.submit(samples.server());
        await probe.running(id);
        await engine.stop(id);
        const stopped = await probe.settled(id);
        expect(stopped).toMatchObject({
          state: 'stopped',
          reason: { code: 'stopped-by-person' },
          endpoints: [{ ready: false }],
        });
        await engine.stop(id);
        expect(await probe.seen(id)).toEqual(stopped);
        await probe.eventuallyLogs(id, /listening/);
      },
      within,
    );

    it(
      'keeps the files of what has ended where it says so, and nowhere else',
      () => expectKeptFiles(probe, samples),
      within,
    );

    it(
      'runs again what was stopped, and other things than before, when a higher generation is submitted',
      async () => {
        const workload = await probe.submit(samples.server());
        await engine.stop(workload.id);
        await probe.settled(workload.id);
        await engine.submit({ ...workload, generation: 2 });
        await probe.running(workload.id);
        // What follows its module goes on with another commit: its spec is another.
        const lifetime = { kind: 'service', restarts: 0 } as const;
        const spec = { ...samples.failing(3), lifetime };
        await engine.submit({ ...workload, spec, generation: 3 });
        const { state, generation } = await probe.settled(workload.id);
        expect({ state, generation }).toEqual({
          state: 'failed',
          generation: 3,
        });
        await engine.submit({ ...workload, generation: 4 });
        await probe.running(workload.id);
      },
      within,
    );

    it(
      'forgets what is removed, and removes it only once',
      async () => {
        const { id } = await probe.submit(samples.server());
        await probe.running(id);
        await engine.remove(id);
        await engine.remove(id);
        expect(await probe.seen(id)).toBeUndefined();
        await expect(
          engine.logs(id, { task: 'main', maxBytes: 10 }),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
        await expect(
          engine.listFiles(id, { folder: '', maxFiles: 1 }),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
      },
      within,
    );

    it('has nothing to do for what it never knew', async () => {
      const { id } = exampleWorkload(samples.server());
      await engine.stop(id);
      await engine.remove(id);
      expect(await probe.seen(id)).toBeUndefined();
    });

    it(
      'tells a watcher what it tells in a list',
      () => expectTold(probe, samples),
      within,
    );

    it(
      'says of an error with which code it ended, what shows it, and what to do',
      async () => {
        const { id } = await probe.submit(samples.failing(3));
        const { state, reason } = await probe.settled(id);
        expect(state).toBe('failed');
        expect(reason.code).toBe('exited-with-error');
        expect(reason.evidence).toContain('3');
        expect(reason.evidence).toContain('something went wrong');
        expect(reason.nextStep).toBeTruthy();
      },
      within,
    );

    unless('missing-program')(
      'says that a program is missing',
      async () => {
        const { id } = await probe.submit(samples.missing());
        const { state, reason } = await probe.settled(id);
        expect(state).toBe('failed');
        expect(reason).toMatchObject({
          code: 'missing-program',
          nextStep: expect.any(String),
        });
      },
      within,
    );

    it(
      'ends well what ends by itself',
      async () => {
        const { id } = await probe.submit(samples.chatty(1));
        expect(await probe.settled(id)).toMatchObject({
          state: 'completed',
          reason: { code: 'ended-by-itself' },
        });
      },
      within,
    );

    it(
      'hands over any text of a person exactly, and lets it do nothing',
      async () => {
        const { id } = await probe.submit(samples.repeating(oddText));
        expect((await probe.settled(id)).state).toBe('completed');
        const { argument, environment, file } = JSON.parse(
          await probe.finalLog(id),
        );
        expect(argument).toBe(oddText);
        expect(environment).toBe(oddText);
        if (skip.files === undefined) expect(file).toBe(oddText);
      },
      within,
    );

    it(
      'reads a log from its end, from an offset, and piece by piece',
      () => expectLog(probe, samples),
      within,
    );

    unless('log-rotation')(
      'says when older lines of a log are gone',
      () => expectRotation(probe, samples, harness.logLimitBytes!),
      within,
    );

    it(
      "hands over the files that a program left in a folder, and nothing from outside of the workload's own",
      () => expectFiles(probe, samples),
      within,
    );

    unless('terminal')(
      'opens a terminal into what runs, and ends it with what it is in',
      () => expectTerminal(probe, samples),
      within,
    );

    unless('snapshots')(
      'saves what a workload has become, without its secrets, and begins another with it',
      () => expectSnapshot(probe, samples),
      within,
    );

    unless('snapshots')(
      'saves nothing that is too large or does not run, and says where it cannot be launched from',
      () => expectSnapshotRefused(probe, samples),
      within,
    );

    it(
      'says how much each workload uses that runs, and nothing of those that do not',
      () =>
        expectUsage(probe, samples, {
          tellsCores: skip['usage-cores'] === undefined,
        }),
      within,
    );

    it(
      'leads the gateway to an endpoint only while it runs, and tells its secret to nobody else',
      () => expectEndpoint(probe, samples),
      within,
    );

    unless('endpoint-answers')(
      'has the program answer behind its endpoint',
      async () => {
        const { id } = await probe.submit(samples.server());
        await probe.ready(id);
        const { origin, headers } = await engine.endpointTarget(id, 'web');
        const answer = await fetch(origin, { headers });
        expect(await answer.json()).toMatchObject({ isKnown: true });
      },
      within,
    );

    it('says before submitting that something can start now', async () => {
      const before = await engine.list();
      const sites = await engine.plan(samples.server());
      expect(sites.map(site => site.verdict)).toContain('now');
      expect(sites[0]).toMatchObject({ engine: engine.id });
      expect(await engine.list()).toEqual(before);
    });

    unless('never')(
      'says before submitting that something can never start, and refuses it',
      async () => {
        for (const site of await engine.plan(samples.huge())) {
          expect(site).toMatchObject({
            verdict: 'never',
            reason: { message: expect.any(String) },
          });
        }
        await expect(probe.submit(samples.huge())).rejects.toMatchObject({
          name: 'ConflictError',
        });
      },
    );

    it('knows its capacity', async () => {
      for (const site of await engine.capacity()) {
        expect(site.engine).toBe(engine.id);
        expect(site.free.memoryBytes).toBeLessThanOrEqual(
          site.total.memoryBytes,
        );
      }
    });

    it(
      'stops what has reached its time to live, and says so',
      async () => {
        const { id } = await probe.submit(
          samples.server({ timeToLiveSeconds: 3 }),
        );
        expect(await probe.settled(id)).toMatchObject({
          state: 'stopped',
          reason: { code: 'time-to-live-reached' },
        });
      },
      within,
    );

    unless('reopen')(
      'goes on with what runs when the portal is started again',
      async () => {
        const workload = await probe.submit(samples.server());
        const before = await probe.running(workload.id);
        engine = await harness.reopen!();
        probe.engine = engine;
        await engine.submit(workload);
        expect(await probe.running(workload.id)).toMatchObject({
          startedAt: before.startedAt,
        });
      },
      within,
    );
  });
}
