import {
  isSettled,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import {
  exampleWorkload,
  fakeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { expect } from 'vitest';
import type { WorkloadRecord } from '../database';
import type { Reconciler } from '../reconcile';
import { eventually } from './startWorkloads';
import { World } from './World';

const methods = ['submit', 'stop', 'remove', 'list'] as const;
const killed: WorkloadReason = { code: 'killed', message: 'It was killed.' };

/** Everything that a story may go on with. */
const step = fc.oneof(
  fc.record({
    does: fc.constantFrom('stop', 'restart', 'delete'),
    which: fc.nat({ max: 2 }),
    // Or the portal dies between recording a wish and seeing to it.
    isSeenTo: fc.boolean(),
  }),
  fc.record({
    does: fc.constantFrom('end', 'forget'),
    which: fc.nat({ max: 2 }),
  }),
  fc.record({
    does: fc.constant('fail'),
    method: fc.constantFrom(...methods),
  }),
  fc.record({
    does: fc.constantFrom(
      'refuse',
      'lose',
      'find',
      'orphan',
      'wait',
      'crash',
      'replica',
    ),
  }),
);

interface Step {
  does: string;
  which?: number;
  isSeenTo?: boolean;
  method?: (typeof methods)[number];
}

/** Three workloads, and what befalls them. */
class Story {
  readonly world: World;
  readonly ids: string[];
  #reconciler: Reconciler;

  static async begin(knex?: Knex): Promise<Story> {
    const world = await World.create(knex);
    const ids = [await world.launch(), await world.launch()];
    for (const method of methods) world.engine.delay(method, 1);
    const story = new Story(world, [...ids, await world.launch()]);
    story.#reconciler.pursue(ids[0]);
    return story;
  }

  private constructor(world: World, ids: string[]) {
    this.world = world;
    this.ids = ids;
    this.#reconciler = world.begin();
  }

  async isUp(): Promise<void> {
    await eventually(async () =>
      expect(await this.world.states()).toEqual(this.ids.map(() => 'running')),
    );
  }

  async go({ does, which = 0, isSeenTo, method }: Step): Promise<void> {
    const { engine } = this.world;
    const id = this.ids[which];
    const wish = async () => {
      await this.world.wish(does as 'stop', id);
      if (isSeenTo) this.#reconciler.pursue(id);
    };
    const acts: Record<string, () => unknown> = {
      stop: wish,
      restart: wish,
      delete: wish,
      end: () => {
        if (!engine.submitted(id)) return;
        engine.observe(id, { state: 'failed', reason: killed });
      },
      forget: () => engine.forget(id),
      fail: () => engine.failNext(method!, new ServiceUnavailableError('Busy')),
      refuse: () => engine.failNext('submit', new ConflictError('No')),
      lose: () => engine.lose(),
      find: () => engine.find(),
      // By a replica that was too late, and was killed then.
      orphan: async () => {
        const gone = await this.world.depart();
        const workload = exampleWorkload(fakeSamples().server());
        await engine.submit({ ...workload, id: gone.id }).catch(() => {});
      },
      wait: () => new Promise(resolve => setTimeout(resolve, 5)),
      crash: () => {
        // What it has begun may still arrive at the engine.
        this.#reconciler.stop();
        this.#reconciler = this.world.begin();
      },
      replica: () => this.world.begin(),
    };
    await acts[does]();
  }

  /** What is wished for is so, and nothing else is. */
  async expectPeace(): Promise<void> {
    const { engine, store } = this.world;
    const listed = await engine.list();
    for (const { workloadId, state } of listed) {
      expect(this.ids.includes(workloadId) || isSettled(state)).toBe(true);
    }
    for (const id of this.ids) {
      const job = listed.find(({ workloadId }) => workloadId === id);
      expectAgreement(await store.get(id), job);
    }
  }

  /** A run begins once, if nobody made the engine forget it. */
  expectEachOnce(steps: Step[]): void {
    const redone = steps
      .filter(({ does }) => does === 'forget' || does === 'delete')
      .map(({ which }) => this.ids[which!]);
    const once = this.world.begun.filter(run => {
      const [id] = run.split('#');
      return this.ids.includes(id) && !redone.includes(id);
    });
    expect(once).toEqual([...new Set(once)]);
  }
}

function expectAgreement(record?: WorkloadRecord, job?: Observation): void {
  if (!record) {
    // A submit that arrived after the removal: nothing of it runs.
    expect(job === undefined || isSettled(job.state)).toBe(true);
    return;
  }
  expect(record.desired).not.toBe('delete');
  if (record.state === 'running') {
    expect(record.desired).toBe('run');
    expect(job).toMatchObject({
      state: 'running',
      generation: record.generation,
    });
  } else {
    // It was stopped, has ended, or its engine refused it: nothing of it runs.
    expect(isSettled(record.state)).toBe(true);
    expect(job === undefined || isSettled(job.state)).toBe(true);
  }
}

const steps16 = fc.array(step, { maxLength: 16 });

/**
 * Tells stories of every kind, and expects each to end in peace.
 *
 * @param options - `knex` is a database to tell them in, one after the other;
 *   `replicas` is how many portals there are when a story begins
 */
export async function expectConvergence(options: {
  knex?: Knex;
  replicas: number;
  stories: number;
}): Promise<void> {
  const { knex, replicas, stories } = options;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), steps16, async (isUp, steps) => {
      const story = await Story.begin(knex);
      try {
        for (let more = 1; more < replicas; more++) story.world.begin();
        if (isUp) await story.isUp();
        for (const each of steps) await story.go(each as Step);
        story.world.engine.find();
        await eventually(() => story.expectPeace(), 5);
        story.expectEachOnce(steps as Step[]);
      } finally {
        await story.world.dispose();
      }
    }),
    { numRuns: stories, interruptAfterTimeLimit: 25_000 },
  );
}
