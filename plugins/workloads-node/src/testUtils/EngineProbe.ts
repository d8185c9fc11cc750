import { setTimeout as pause } from 'node:timers/promises';
import {
  isSettled,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { expect } from 'vitest';
import type { EngineWorkload, Observation, WorkloadEngine } from '../engine';
import { exampleWorkload } from './exampleWorkload';

/** Submits to an engine, waits for what it says, and clears up behind itself. */
export class EngineProbe {
  engine: WorkloadEngine;
  readonly #timeoutMs: number;
  readonly #submitted: string[] = [];

  constructor(engine: WorkloadEngine, timeoutMs: number) {
    this.engine = engine;
    this.#timeoutMs = timeoutMs;
  }

  async submit(spec: WorkloadSpec): Promise<EngineWorkload> {
    const [{ siteId }] = await this.engine.capacity();
    const workload = exampleWorkload(spec, { siteId });
    this.#submitted.push(workload.id);
    await this.engine.submit(workload);
    return workload;
  }

  /** What the engine lists of a workload, which may be there only once. */
  async seen(id: string): Promise<Observation | undefined> {
    const listed = await this.engine.list();
    const all = listed.filter(({ workloadId }) => workloadId === id);
    expect(all.length).toBeLessThanOrEqual(1);
    return all[0];
  }

  async until(
    id: string,
    holds: (observation: Observation) => boolean,
  ): Promise<Observation> {
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      const observation = await this.seen(id);
      if (observation && holds(observation)) return observation;
      if (Date.now() > end) {
        throw new Error(`Never so: ${JSON.stringify(observation)}`);
      }
      await pause(20);
    }
  }

  /** Looks until it holds. */
  async eventually(expectation: () => void): Promise<void> {
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      try {
        expectation();
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
        await pause(100);
      }
    }
  }

  running(id: string): Promise<Observation> {
    return this.until(id, ({ state }) => state === 'running');
  }

  ready(id: string): Promise<Observation> {
    return this.until(id, o => o.endpoints.some(({ ready }) => ready));
  }

  settled(id: string): Promise<Observation> {
    return this.until(id, ({ state }) => isSettled(state));
  }

  async wholeLog(id: string): Promise<string> {
    const all = { task: 'main', offset: 0, maxBytes: 1_000_000 };
    return (await this.engine.logs(id, all)).text;
  }

  async removeAll(): Promise<void> {
    for (const id of this.#submitted) await this.engine.remove(id);
  }
}
