import { isSettled } from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload, Observation, WorkloadUsage } from '../engine';
import { fakeRun, fakeUsage } from './fakeProgram';
import { fakeEndpoints } from './fakeSite';
import type { InMemoryLog } from './InMemoryLog';

interface InMemoryJobOptions {
  log: InMemoryLog;
  files: Record<string, string>;
  endpointBase: string;
  onChange(observation: Observation): void;
}

/** One run of the fake, from its start to its end. */
export class InMemoryJob {
  readonly workload: EngineWorkload;
  readonly log: InMemoryLog;
  readonly files: Record<string, string>;
  observation: Observation;
  /** What it is said to use. */
  usage: Partial<WorkloadUsage>;
  readonly #options: InMemoryJobOptions;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(workload: EngineWorkload, options: InMemoryJobOptions) {
    this.workload = workload;
    this.log = options.log;
    this.files = options.files;
    this.usage = fakeUsage(workload.spec);
    this.#options = options;
    this.observation = {
      workloadId: workload.id,
      generation: workload.generation,
      state: 'starting',
      reason: { code: 'starting-process', message: 'It is being started.' },
      endpoints: this.#endpoints(false),
    };
  }

  get isRunning(): boolean {
    return this.observation.state === 'running';
  }

  get isOver(): boolean {
    return isSettled(this.observation.state);
  }

  /** In a moment, its program begins. */
  start(): void {
    this.#timers.push(setTimeout(() => this.#run(), 1));
  }

  settle(change: Pick<Observation, 'state' | 'reason'>): void {
    this.drop();
    this.#change({ ...change, endpoints: this.#endpoints(false) });
  }

  /** Nothing comes of it any more. */
  drop(): void {
    this.#timers.forEach(clearTimeout);
  }

  #run(): void {
    const { output, state, reason, files } = fakeRun(this.workload, this.files);
    this.log.append(output);
    Object.assign(this.files, files);
    if (state !== 'running') {
      this.settle({ state, reason });
      return;
    }
    const { timeToLiveSeconds } = this.workload.spec.lifetime;
    if (timeToLiveSeconds) {
      this.#timers.push(
        setTimeout(() => this.#expire(), timeToLiveSeconds * 1000),
      );
    }
    this.#change({
      state,
      reason,
      startedAt: new Date().toISOString(),
      endpoints: this.#endpoints(true),
    });
  }

  #expire(): void {
    this.settle({
      state: 'stopped',
      reason: {
        code: 'time-to-live-reached',
        message: 'Its time to live has ended.',
      },
    });
  }

  #change(change: Partial<Observation>): void {
    this.observation = { ...this.observation, ...change };
    this.#options.onChange(this.observation);
  }

  #endpoints(ready: boolean) {
    const { endpointBase } = this.#options;
    return fakeEndpoints(this.workload, { ready, endpointBase });
  }
}
