import type {
  Workload,
  WorkloadPage,
  WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

const GIB = 1024 ** 3;
const waits = {
  state: 'queued',
  reason: { code: 'waiting-for-capacity', message: 'It needs 1 core.' },
} as const;
const ends = {
  state: 'completed',
  reason: { code: 'ended-by-itself', message: 'It ended.' },
} as const;

describe('a workload that waits', () => {
  let engine: InMemoryWorkloadEngine;
  let portal: Portal;
  beforeEach(async () => {
    // Room for one of them.
    const total = { cpuCores: 1, memoryBytes: 2 * GIB, diskBytes: 20 * GIB };
    engine = new InMemoryWorkloadEngine({ manual: true, total });
    portal = await startWorkloads({ engine });
  });
  afterEach(() => portal.stop());

  const max = () => portal.as('max');

  async function launch(change: Parameters<typeof engine.observe>[1]) {
    const { body } = await max().launch().expect(201);
    await max().until(body.id, 'starting');
    engine.observe(body.id, change);
    await max().until(body.id, change.state!);
    return body.id as string;
  }

  const queueOf = (id: string, holds: (queue: WorkloadQueue) => unknown) =>
    eventually(async () => {
      const { body } = await max().get(`/v1/workloads/${id}`);
      const { queue } = body as Workload;
      if (queue && holds(queue)) return queue;
      throw new Error(JSON.stringify(body));
    });

  it('shows where it stands, and no wait before anything has ended here', async () => {
    await launch({ state: 'running' });
    const first = await launch(waits);
    const second = await launch(waits);
    const queue = await queueOf(second, ({ total }) => total === 2);
    expect(queue).toEqual({
      resource: 'cpu',
      position: 2,
      ahead: 1,
      total: 2,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const { items } = (await max().get('/v1/workloads')).body as WorkloadPage;
    const inList = items.map(({ id, queue: its }) => [id, its?.position]);
    expect(inList).toContainEqual([first, 1]);
    // Nobody asks an engine for that.
    const before = engine.calls.length;
    await max().get('/v1/workloads');
    await max().get(`/v1/workloads/${first}`);
    const asked = engine.calls.slice(before).map(({ method }) => method);
    expect(asked).not.toContain('capacity');
    expect(asked).not.toContain('plan');
  });

  it('says how long, once something has ended; the page is told as it moves up', async () => {
    await history(6);
    const holder = await launch({ state: 'running' });
    const first = await launch(waits);
    const second = await launch(waits);
    const wait = (await queueOf(second, queue => queue.wait)).wait!;
    expect(wait).toMatchObject({ samples: 6, at: expect.any(String) });
    expect(wait.p80Seconds).toBeGreaterThanOrEqual(wait.p50Seconds);
    engine.observe(holder, ends);
    engine.observe(first, { state: 'running' });
    await queueOf(second, ({ position }) => position === 1);
    await eventually(() =>
      expect(portal.heard.signals.map(({ signal }) => signal)).toContainEqual(
        expect.objectContaining({
          workload: expect.objectContaining({
            id: second,
            queue: expect.objectContaining({ position: 1 }),
          }),
        }),
      ),
    );
    engine.observe(second, { state: 'running' });
    const { queue } = await max().until(second, 'running');
    expect(queue).toBe(undefined);
    const [row] = await portal
      .knex('workload_runs')
      .where({ workload_id: second })
      .whereNotNull('told_p80_seconds');
    expect(row.foretold_at > row.queued_at).toBe(true);
  });

  it('shows where it stands while its engine does not answer, and no wait', async () => {
    await history(6);
    await launch({ state: 'running' });
    const id = await launch(waits);
    await queueOf(id, queue => queue.wait);
    engine.lose();
    await max().until(id, 'queued');
    const queue = await queueOf(id, ({ wait }) => !wait);
    expect(queue.position).toBe(1);
  });

  /** So many runs that ended after an hour. */
  async function history(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await portal.knex('workload_runs').insert({
        workload_id: `gone-${i}`,
        generation: 1,
        engine: engine.id,
        site_id: 'local',
        entity_ref: 'aitool:default/greeter',
        kind: 'service',
        cpu_cores: 1,
        memory_bytes: GIB,
        gpu_count: 0,
        queued_at: '2026-01-01T00:00:00.000Z',
        placed_at: '2026-01-01T00:00:00.000Z',
        ended_at: `2026-01-01T01:0${i}:00.000Z`,
        ending: 'ended-by-itself',
      });
    }
  }
});
