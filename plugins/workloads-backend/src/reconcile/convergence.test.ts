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
import { describe, expect, it } from 'vitest';
import { eventually, World } from '../__testUtils__';
import type { WorkloadRecord } from '../database';
import type { Reconciler } from './Reconciler';

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

  static async begin(): Promise<Story> {
    const world = await World.create();
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
      orphan: () =>
        engine.submit(exampleWorkload(fakeSamples().server())).catch(() => {}),
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

describe('wishes, engines and crashes', () => {
  it('come to what was wished for, in whatever order they happen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), steps16, async (isUp, steps) => {
        const story = await Story.begin();
        const { world, ids } = story;
        try {
          if (isUp) await story.isUp();
          for (const each of steps) await story.go(each as Step);
          world.engine.find();
          await eventually(() => story.expectPeace(), 5);

          // A run begins once, if nobody made the engine forget it.
          const redone = (steps as Step[])
            .filter(({ does }) => does === 'forget' || does === 'delete')
            .map(({ which }) => ids[which!]);
          const once = world.begun.filter(
            run =>
              ids.includes(run.split('#')[0]) &&
              !redone.includes(run.split('#')[0]),
          );
          expect(once).toEqual([...new Set(once)]);
        } finally {
          await world.dispose();
        }
      }),
      { numRuns: 60, interruptAfterTimeLimit: 25_000 },
    );
  });
});
