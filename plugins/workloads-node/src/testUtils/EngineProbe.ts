import { setTimeout as pause } from 'node:timers/promises';
import {
  isSettled,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { expect } from 'vitest';
import { v7 as uuid } from 'uuid';
import type {
  EngineSnapshot,
  EngineWorkload,
  Observation,
  SnapshotObservation,
  WorkloadEngine,
} from '../engine';
import { exampleWorkload } from './exampleWorkload';

/** Submits to an engine, waits for what it says, and clears up behind itself. */
export class EngineProbe {
  engine: WorkloadEngine;
  readonly #timeoutMs: number;
  readonly #submitted: string[] = [];
  readonly #snapshots: string[] = [];

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
  async eventually(expectation: () => void | Promise<void>): Promise<void> {
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      try {
        await expectation();
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

  wholeLog(id: string): Promise<string> {
    return this.#read(id, 'main');
  }

  /** All that it said, when it has ended: engines may write that a moment later. */
  async finalLog(id: string, task = 'main'): Promise<string> {
    const read = () => this.#read(id, task);
    let before = await read();
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      await pause(300);
      const log = await read();
      if ((log && log === before) || Date.now() > end) return log;
      before = log;
    }
  }

  async #read(id: string, task: string): Promise<string> {
    const all = { task, offset: 0, maxBytes: 1_000_000 };
    return (await this.engine.logs(id, all)).text;
  }

  /** A snapshot of it that nobody has taken yet. */
  snapshotOf(
    { id: workloadId, siteId, ownerRef, title }: EngineWorkload,
    { limitBytes }: { limitBytes: number },
  ): EngineSnapshot {
    const id = uuid();
    this.#snapshots.push(id);
    return {
      id,
      workloadId,
      siteId,
      limitBytes,
      ownerRef,
      entityRef: 'aitool:default/example',
      title,
      createdAt: new Date().toISOString(),
    };
  }

  async untilSnapshot(
    id: string,
    holds: (observation: SnapshotObservation) => boolean,
  ): Promise<SnapshotObservation> {
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      const [observation] = await this.engine.observeSnapshots([id]);
      if (observation && holds(observation)) return observation;
      if (Date.now() > end) {
        throw new Error(`Never so: ${JSON.stringify(observation)}`);
      }
      await pause(20);
    }
  }

  /** Looks until its log says so. */
  async eventuallyLogs(id: string, text: RegExp): Promise<void> {
    const end = Date.now() + this.#timeoutMs;
    for (;;) {
      const log = await this.wholeLog(id);
      if (text.test(log)) return;
      if (Date.now() > end) throw new Error(`Never ${text} in: ${log}`);
      await pause(50);
    }
  }

  async removeAll(): Promise<void> {
    for (const id of this.#snapshots) await this.engine.removeSnapshot(id);
    for (const id of this.#submitted) await this.engine.remove(id);
  }
}
