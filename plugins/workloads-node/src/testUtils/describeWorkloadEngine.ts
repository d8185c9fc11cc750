import { randomUUID } from 'node:crypto';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineWorkload, Observation, WorkloadEngine } from '../engine';
import { engineWorkload } from './samples';

/** An engine under test, and workloads that it can really run. @public */
export interface EngineHarness {
  /** A new instance over the same engine, as after a restart of the portal. */
  createEngine(): Promise<WorkloadEngine>;
  close(): Promise<void>;
  specs: {
    /** Serves HTTP 200 on an endpoint named `web` until it is stopped. */
    server: WorkloadSpec;
    /** Writes a line and ends with code 3. */
    exits?: WorkloadSpec;
    /** Writes the text and a newline, then ends with code 0. */
    echo?(text: string): WorkloadSpec;
  };
}

const oddText = "\"}}; ${HOME} $(id) `id` \\ 'quoted'\nsecond line; rm -rf /";

/**
 * What every engine must do. An engine's own test calls this with a harness,
 * and adds only what is that engine's own. `skip` gives the reason by title.
 *
 * @public
 */
export function describeWorkloadEngine(
  name: string,
  createHarness: () => Promise<EngineHarness>,
  options: { timeoutMs?: number; skip?: Record<string, string> } = {},
): void {
  const { timeoutMs = 30_000, skip = {} } = options;
  const run = (title: string, body: () => Promise<void>) =>
    skip[title]
      ? it.skip(`${title} (${skip[title]})`, body)
      : it(title, body, timeoutMs + 10_000);

  describe(`${name} as a workload engine`, () => {
    let harness: EngineHarness;
    let engine: WorkloadEngine;
    let id: string;
    const given = (spec: WorkloadSpec, more: Partial<EngineWorkload> = {}) =>
      engineWorkload({ id, slug: `t-${id.slice(0, 8)}`, spec, ...more });
    const until = (test: (seen: Observation) => boolean, of = engine) =>
      observed(of, id, { test, timeoutMs });

    beforeEach(async () => {
      harness = await createHarness();
      engine = await harness.createEngine();
      id = randomUUID();
    }, 60_000);

    afterEach(async () => {
      await engine.remove(id).catch(() => undefined);
      await harness.close();
    }, 60_000);

    run('says before anything happens that it can start now', async () => {
      const plans = await engine.plan(harness.specs.server);
      expect(plans[0]).toMatchObject({ verdict: 'now' });
      await expect(engine.list()).resolves.toEqual([]);
    });

    run('runs a server until its endpoint answers', async () => {
      await engine.submit(given(harness.specs.server));
      const seen = await until(o => o.state === 'running');
      expect(seen.reason.code).toBe('ready');
      expect(seen.startedAt).toMatch(/Z$/);
      expect(seen.endpoints).toMatchObject([{ name: 'web', ready: true }]);
    });

    run('leads the gateway to the endpoint', async () => {
      await engine.submit(given(harness.specs.server));
      await until(o => o.state === 'running');
      const { origin } = await engine.endpointTarget(id, 'web');
      expect(origin).toMatch(/^http:\/\//);
      if (!('submissions' in engine)) {
        expect((await fetch(origin)).status).toBe(200);
      }
      await expect(engine.endpointTarget(id, 'no-such')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    run('runs once what it is told twice', async () => {
      await engine.submit(given(harness.specs.server));
      await engine.submit(given(harness.specs.server));
      const first = await until(o => o.state === 'running');
      await engine.submit(given(harness.specs.server));
      const all = await engine.list();
      expect(all).toHaveLength(1);
      expect(all[0].startedAt).toBe(first.startedAt);
    });

    run('replaces a lower generation', async () => {
      await engine.submit(given(harness.specs.server));
      await until(o => o.state === 'running');
      await engine.submit(given(harness.specs.server, { generation: 2 }));
      await until(o => o.state === 'running' && o.generation === 2);
      expect(await engine.list()).toHaveLength(1);
    });

    run('keeps what is stopped and forgets what is removed', async () => {
      await engine.submit(given(harness.specs.server));
      await until(o => o.state === 'running');
      await engine.stop(id);
      const seen = await until(o => o.state === 'stopped');
      expect(seen.endpoints.every(e => !e.ready)).toBe(true);
      await expect(
        engine.logs(id, { task: mainTask(harness), maxBytes: 100 }),
      ).resolves.toMatchObject({ task: mainTask(harness) });
      await engine.remove(id);
      await expect(engine.list()).resolves.toEqual([]);
    });

    run(
      'may be told to stop and remove twice, and what it never knew',
      async () => {
        await engine.submit(given(harness.specs.server));
        await engine.stop(id);
        await engine.stop(id);
        await engine.remove(id);
        await engine.remove(id);
        await engine.stop(randomUUID());
        await expect(engine.list()).resolves.toEqual([]);
      },
    );

    run('tells whoever watches what it tells whoever asks', async () => {
      const seen: Observation[] = [];
      const stopped = new AbortController();
      const watching = engine.watch({
        signal: stopped.signal,
        onObservation: observation => seen.push(observation),
        onResync: () => undefined,
      });
      await engine.submit(given(harness.specs.server));
      const last = await until(o => o.state === 'running');
      await expect
        .poll(() => seen.at(-1)?.state, { timeout: 5000 })
        .toBe(last.state);
      stopped.abort();
      await watching;
    });

    run('knows after a restart what it knew before', async () => {
      await engine.submit(given(harness.specs.server));
      const before = await until(o => o.state === 'running');
      const again = await harness.createEngine();
      const after = await observed(again, id, {
        test: o => o.state === 'running',
        timeoutMs,
      });
      expect(after.startedAt).toBe(before.startedAt);
    });

    run('says why something failed, what shows it and what to do', async () => {
      if (!harness.specs.exits) return;
      await engine.submit(given(harness.specs.exits));
      const seen = await until(o => o.state === 'failed');
      expect(seen.reason).toMatchObject({
        code: 'exited-with-error',
        message: expect.stringContaining('3'),
        evidence: expect.any(String),
        nextStep: expect.any(String),
      });
    });

    run('hands a text on exactly as it was typed', async () => {
      if (!harness.specs.echo) return;
      await engine.submit(given(harness.specs.echo(oddText)));
      await until(o => o.state === 'completed');
      const { text } = await engine.logs(id, {
        task: mainTask(harness),
        offset: 0,
        maxBytes: 10_000,
      });
      expect(text).toContain(`${oddText}\n`);
    });

    run('goes on in a log where one stopped reading', async () => {
      if (!harness.specs.echo) return;
      await engine.submit(given(harness.specs.echo('0123456789')));
      await until(o => o.state === 'completed');
      const where = { task: mainTask(harness) };
      const all = await engine.logs(id, { ...where, offset: 0, maxBytes: 999 });
      const begin = await engine.logs(id, { ...where, offset: 0, maxBytes: 4 });
      const rest = await engine.logs(id, {
        ...where,
        offset: begin.nextOffset,
        maxBytes: 999,
      });
      expect(begin.text + rest.text).toBe(all.text);
      await expect(
        engine.logs(id, { task: 'no-such-task', maxBytes: 1 }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    run('ends what has reached its time to live', async () => {
      const { server } = harness.specs;
      await engine.submit(
        given({
          ...server,
          lifetime: { ...server.lifetime, timeToLiveSeconds: 2 },
        }),
      );
      const seen = await until(o => o.state === 'stopped');
      expect(seen.reason.code).toBe('time-to-live-reached');
    });

    const mainTask = (of: EngineHarness) =>
      of.specs.server.tasks.find(task => task.role === 'main')!.name;
  });
}

async function observed(
  engine: WorkloadEngine,
  id: string,
  options: { test(seen: Observation): boolean; timeoutMs: number },
): Promise<Observation> {
  const deadline = Date.now() + options.timeoutMs;
  let last: Observation | undefined;
  while (Date.now() < deadline) {
    last = (await engine.list()).find(o => o.workloadId === id);
    if (last && options.test(last)) return last;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`Not in time; last seen: ${JSON.stringify(last)}`);
}
