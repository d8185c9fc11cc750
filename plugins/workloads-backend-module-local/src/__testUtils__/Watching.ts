import type {
  Observation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';

/** Remembers all that an engine told, for tests of what happened on the way. */
export class Watching {
  readonly told: Observation[] = [];
  readonly #abort = new AbortController();

  constructor(engine: WorkloadEngine) {
    engine.watch({
      signal: this.#abort.signal,
      onObservation: observation => this.told.push(observation),
      onResync: () => undefined,
    });
  }

  of(workloadId: string): Observation[] {
    return this.told.filter(one => one.workloadId === workloadId);
  }

  codes(workloadId: string): string[] {
    return this.of(workloadId).map(({ reason }) => reason.code);
  }

  stop(): void {
    this.#abort.abort();
  }
}
