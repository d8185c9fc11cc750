import type {
  LogChunk,
  SiteCapacity,
  SitePlan,
  WorkloadReason,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  EndpointTarget,
  EngineLogsOptions,
  EngineWorkload,
  Observation,
  WorkloadEngine,
} from '../engine';

interface Job {
  workload: EngineWorkload;
  observation: Observation;
  log: string;
}

const GiB = 1024 ** 3;
const plenty = { cpuCores: 8, memoryBytes: 16 * GiB, diskBytes: 100 * GiB };

const ready: WorkloadReason = { code: 'ready', message: 'It runs' };

/**
 * An engine that runs nothing and does what a test tells it to. Jobs run at
 * once unless `startsBy` is `'hand'`.
 *
 * @public
 */
export class InMemoryWorkloadEngine implements WorkloadEngine {
  readonly id: string;
  /** `hand`: jobs stay queued until `tell` says otherwise. */
  startsBy: 'itself' | 'hand' = 'itself';
  /** False: every call fails, as when the network is cut. */
  reachable = true;
  /** What `plan` answers. */
  verdict: SitePlan['verdict'] = 'now';
  /** Where endpoints lead. */
  origin = 'http://127.0.0.1:9';
  /** Added to requests for endpoints. */
  headers: Record<string, string> = {};
  /** Ids in the order of effective submissions. */
  readonly submissions: string[] = [];
  readonly #jobs = new Map<string, Job>();
  readonly #watchers = new Set<{
    onObservation(observation: Observation): void;
    onResync(): void;
  }>();

  constructor(options: { id?: string } = {}) {
    this.id = options.id ?? 'in-memory';
  }

  capabilities() {
    return { processes: true, containers: true, gateway: true };
  }

  async capacity(): Promise<SiteCapacity[]> {
    this.#assertReachable();
    const site = { siteId: 'here', title: 'Here', engine: this.id };
    return [{ ...site, total: plenty, free: plenty }];
  }

  async plan(_spec: WorkloadSpec): Promise<SitePlan[]> {
    this.#assertReachable();
    const site = { siteId: 'here', title: 'Here', engine: this.id };
    if (this.verdict === 'now') return [{ ...site, verdict: 'now' }];
    const reason: WorkloadReason = {
      code: 'waiting-for-capacity',
      message: 'All is taken',
      nextStep: 'Ask for less.',
    };
    return [{ ...site, verdict: this.verdict, reason }];
  }

  async submit(workload: EngineWorkload): Promise<void> {
    this.#assertReachable();
    const known = this.#jobs.get(workload.id);
    if (known && known.workload.generation >= workload.generation) return;
    this.submissions.push(workload.id);
    const queued: WorkloadReason = {
      code: 'waiting-for-capacity',
      message: 'It waits for its turn',
    };
    this.#jobs.set(workload.id, {
      workload,
      log: `started generation ${workload.generation}\n`,
      observation: {
        workloadId: workload.id,
        generation: workload.generation,
        state: 'queued',
        reason: queued,
        endpoints: this.#endpoints(workload, false),
      },
    });
    this.tell(workload.id, 'queued', queued);
    if (this.startsBy === 'itself') this.tell(workload.id, 'running', ready);
  }

  async stop(workloadId: string): Promise<void> {
    this.#assertReachable();
    if (!this.#jobs.has(workloadId)) return;
    this.tell(workloadId, 'stopped', {
      code: 'stopped-by-person',
      message: 'It was stopped',
    });
  }

  async remove(workloadId: string): Promise<void> {
    this.#assertReachable();
    this.#jobs.delete(workloadId);
  }

  async list(): Promise<Observation[]> {
    this.#assertReachable();
    return [...this.#jobs.values()].map(job => job.observation);
  }

  async watch(options: {
    signal: AbortSignal;
    onObservation(observation: Observation): void;
    onResync(): void;
  }): Promise<void> {
    this.#watchers.add(options);
    await new Promise<void>(resolve => {
      if (options.signal.aborted) resolve();
      options.signal.addEventListener('abort', () => resolve());
    });
    this.#watchers.delete(options);
  }

  async logs(
    workloadId: string,
    options: EngineLogsOptions,
  ): Promise<LogChunk> {
    this.#assertReachable();
    const { log, workload } = this.#job(workloadId);
    if (!workload.spec.tasks.some(task => task.name === options.task)) {
      throw new NotFoundError(`No task '${options.task}'`);
    }
    const bytes = Buffer.from(log);
    const from = options.offset ?? Math.max(0, bytes.length - options.maxBytes);
    const text = bytes.subarray(from, from + options.maxBytes);
    return {
      task: options.task,
      text: text.toString(),
      nextOffset: Math.min(from, bytes.length) + text.length,
      truncated: false,
    };
  }

  async endpointTarget(
    workloadId: string,
    endpoint: string,
  ): Promise<EndpointTarget> {
    this.#assertReachable();
    const { observation } = this.#job(workloadId);
    const found = observation.endpoints.find(e => e.name === endpoint);
    if (!found || observation.state !== 'running') {
      throw new NotFoundError(`No endpoint '${endpoint}' of '${workloadId}'`);
    }
    return { origin: this.origin, headers: this.headers };
  }

  /** Lets a job be in a state, and tells the watchers. */
  tell(workloadId: string, state: WorkloadState, reason: WorkloadReason): void {
    const job = this.#job(workloadId);
    const startedAt =
      job.observation.startedAt ??
      (state === 'running' ? new Date().toISOString() : undefined);
    job.observation = {
      ...job.observation,
      state,
      reason,
      startedAt,
      endpoints: this.#endpoints(job.workload, state === 'running'),
    };
    for (const watcher of this.#watchers) {
      watcher.onObservation(job.observation);
    }
  }

  /** Adds to a job's output. */
  print(workloadId: string, text: string): void {
    this.#job(workloadId).log += text;
  }

  /** As after a cut of the connection. */
  resync(): void {
    for (const watcher of this.#watchers) watcher.onResync();
  }

  /** Forgets a job without telling, as an engine that lost its memory. */
  forget(workloadId: string): void {
    this.#jobs.delete(workloadId);
  }

  #endpoints(workload: EngineWorkload, isReady: boolean) {
    return (workload.spec.endpoints ?? []).map(endpoint => ({
      name: endpoint.name,
      title: endpoint.title ?? endpoint.name,
      url: '',
      ready: isReady,
    }));
  }

  #job(workloadId: string): Job {
    const job = this.#jobs.get(workloadId);
    if (!job) throw new NotFoundError(`No workload '${workloadId}'`);
    return job;
  }

  #assertReachable(): void {
    if (!this.reachable) {
      throw new ServiceUnavailableError('The engine does not answer');
    }
  }
}
