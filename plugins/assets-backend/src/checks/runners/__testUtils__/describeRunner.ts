import { randomUUID } from 'node:crypto';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { FaultyWire } from '../../../__testUtils__/forges/FaultyWire';
import { RunnerAwayError, type RunStart } from '../../types';
import type { RunnerBench } from './RunnerBench';

const MINUTE = 60_000;
const MAX_BYTES = 1000;

/** What every runner of checks holds, whatever checks behind it. */
export function describeRunner(
  title: string,
  options: {
    /** What checks, by its address; and the bench, which speaks to it over the wire. */
    serve: () => Promise<{ url: string }>;
    begin: (served: { url: string }, wire: FaultyWire) => Promise<RunnerBench>;
  },
): void {
  describe(`${title} as a runner of checks`, () => {
    let wire: FaultyWire;
    let bench: RunnerBench;

    beforeAll(async () => {
      const served = await options.serve();
      wire = await FaultyWire.to(served.url);
      bench = await options.begin(served, wire);
    });
    afterEach(() => {
      vi.useRealTimers();
      wire.mend();
    });
    afterAll(async () => {
      await wire?.stop();
      await bench?.stop();
    });

    const runOf = async (): Promise<RunStart> => ({
      ...{ id: randomUUID(), repository: bench.repository, branch: 'main' },
      commit: await bench.commit(),
      personRef: bench.repository.personRef,
    });
    /** Asked again while it does not know yet, as the portal does. */
    const start = async (run: RunStart) => {
      for (let i = 0; i < 20; i++) {
        const reference = await bench.runner.start(run);
        if (reference) return reference;
      }
      throw new Error('It was never known');
    };
    const later = (ms: number) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      vi.setSystemTime(Date.now() + ms);
    };

    it('takes what is checked there, and nothing else', async () => {
      expect(await bench.runner.takes(bench.repository)).toBe(true);
      expect(await bench.runner.takes(bench.other)).toBe(false);
    });

    it('tells of a run from when it waits until it has passed', async () => {
      const run = await runOf();
      const reference = await start(run);
      const read = () => bench.runner.read(run, reference);
      expect(await read()).toMatchObject({ state: 'queued' });
      expect((await read()).endedAt).toBeUndefined();
      await bench.begins(run);
      await expect.poll(read, { timeout: 30_000 }).toMatchObject({
        state: 'running',
        checks: expect.arrayContaining([
          expect.objectContaining({
            name: expect.stringMatching(/\btest\b/),
            status: 'running',
          }),
        ]),
      });
      await bench.ends(run, { passed: true, log: 'All is well\n' });
      later(MINUTE);
      const passed = await read();
      expect(passed).toMatchObject({ state: 'passed' });
      expect(passed.checks.map(({ status }) => status)).not.toContain('failed');
      expect(Date.parse(passed.endedAt!)).toBeGreaterThan(0);
      expect(passed.url).toMatch(/^https?:\/\//);
    });

    it('counts nothing that is done of a tag of the commit', async context => {
      if (!bench.tags) {
        context.skip('it is told what to check, by its branch');
        return;
      }
      const run = await runOf();
      const reference = await start(run);
      await bench.begins(run);
      await bench.ends(run, { passed: true, log: 'All is well\n' });
      await bench.tags(run);
      later(MINUTE);
      const { state, checks } = await bench.runner.read(run, reference);
      expect([state, checks.length]).toEqual(['passed', 1]);
    });

    it('says which check has failed, and has its log', async () => {
      const run = await runOf();
      const reference = await start(run);
      await bench.begins(run);
      const log = 'Expected 3 leaves, but there are 4 — sorry\n';
      await bench.ends(run, { passed: false, log });
      later(MINUTE);
      const { state, checks } = await bench.runner.read(run, reference);
      expect(state).toBe('failed');
      expect(checks).toContainEqual(
        expect.objectContaining({
          name: expect.stringMatching(/\btest\b/),
          status: 'failed',
        }),
      );
      const has = checks.find(({ hasLog }) => hasLog)!;
      const asked = { reference, maxBytes: MAX_BYTES };
      const logOf = (check: string) =>
        bench.runner.log(run, { ...asked, check });
      expect(await logOf(has.name)).toContain(log.trim());
      expect(await logOf('nothing')).toBeUndefined();
    });

    it('gives the end of a log that is long', async () => {
      const run = await runOf();
      const reference = await start(run);
      await bench.begins(run);
      const lines = Array.from({ length: 500 }, (_, i) => `line ${i}`);
      await bench.ends(run, { passed: false, log: lines.join('\n') });
      const { checks } = await bench.runner.read(run, reference);
      const { name: check } = checks.find(({ hasLog }) => hasLog)!;
      const text = await bench.runner.log(run, {
        ...{ reference, check, maxBytes: MAX_BYTES },
      });
      expect(text).toContain('line 499');
      expect(text).not.toContain('line 1\n');
      expect(Buffer.byteLength(text!)).toBeLessThanOrEqual(MAX_BYTES);
    });

    it('cuts no character of a log in two, and gives none that cannot be kept', async () => {
      const run = await runOf();
      const reference = await start(run);
      await bench.begins(run);
      const log = `a${'—ä🌿'.repeat(200)}\n`;
      await bench.ends(run, { passed: false, log });
      const { checks } = await bench.runner.read(run, reference);
      const { name: check } = checks.find(({ hasLog }) => hasLog)!;
      for (const maxBytes of [100, 101, 102, 103, 104]) {
        const asked = { reference, check, maxBytes };
        const text = (await bench.runner.log(run, asked))!;
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
        expect(text).toMatch(/^[—ä🌿]+\n$/u);
      }
    });

    it('starts a run once, also when the answer is lost', async () => {
      const run = await runOf();
      if (bench.starting) wire.losesAnswerOf = bench.starting;
      const first = await bench.runner.start(run).catch(error => {
        expect(error).toBeInstanceOf(RunnerAwayError);
      });
      const reference = await start(run);
      // By a forge it is known by when it was asked for first: it starts nothing.
      if (bench.startsOf) {
        if (first) expect(reference).toBe(first);
        await bench.begins(run);
        expect(await start(run)).toBe(reference);
        expect(bench.startsOf(run)).toBe(1);
      } else {
        await bench.begins(run);
        expect(wire.asked.filter(each => !each.startsWith('GET'))).toEqual([]);
      }
      expect(await bench.runner.read(run, reference)).toMatchObject({
        state: 'running',
      });
    });

    it('is asked again when it does not answer', async () => {
      const run = await runOf();
      const reference = await start(run);
      wire.instead = { what: /./, status: 503 };
      const all = () => [
        bench.runner.takes(run.repository),
        bench.runner.read(run, reference),
        bench.runner.log(run, { reference, check: 'test', maxBytes: 9 }),
      ];
      for (const each of all()) {
        await expect(each).rejects.toBeInstanceOf(RunnerAwayError);
      }
      wire.mend();
      expect(await bench.runner.read(run, reference)).toMatchObject({
        state: 'queued',
      });
    });

    it('says so when it is let in no more', async () => {
      const run = await runOf();
      const reference = await start(run);
      wire.instead = { what: /./, status: 401 };
      const { state, reason } = await bench.runner.read(run, reference);
      expect([state, reason]).toEqual([
        'unclear',
        expect.stringMatching(/does not let/),
      ]);
    });

    it('is stopped where that can be done', async context => {
      const { runner, isStopped } = bench;
      if (!isStopped) {
        // A forge's own checks are stopped there.
        expect(runner.stop).toBeUndefined();
        context.skip('it starts nothing, and stops nothing');
        return;
      }
      expect(runner.stop).toBeDefined();
      for (const hasBegun of [false, true]) {
        const run = await runOf();
        const reference = await start(run);
        if (hasBegun) await bench.begins(run);
        await runner.stop!(run, reference);
        expect(isStopped(run)).toBe(true);
        expect(await runner.read(run, reference)).toMatchObject({
          state: 'stopped',
        });
      }
    });
  });
}
