import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  LogChunk,
  SiteCapacity,
  SitePlan,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type {
  EndpointRoute,
  EndpointTarget,
  EngineCapabilities,
  EngineEntry,
  EngineFile,
  EngineFileContent,
  EngineLogsOptions,
  EngineSnapshot,
  EngineTerminal,
  EngineTerminalOptions,
  EngineWorkload,
  Observation,
  SnapshotObservation,
  SnapshotPlace,
  Watcher,
  WorkloadEngine,
  WorkloadUsage,
} from '../engine';
import { Watchers } from '../Watchers';
import { EchoTerminal } from './EchoTerminal';
import { listFake, listFakeFolder, readFake } from './fakeFiles';
import { fakeHeaders, fakeRoutes, neverBecause, plenty } from './fakeSite';
import type { FakeableMethod, InMemoryEngineOptions } from './inMemoryOptions';
import { InMemoryJob } from './InMemoryJob';
import { InMemoryLog } from './InMemoryLog';
import { InMemorySnapshots, sizeOf } from './InMemorySnapshots';
import { Waits, type Gate } from './Waits';

/**
 * An engine that runs nothing and does as it is told: it may fail, take its
 * time, be out of reach, or forget. It ships with the interface so that no
 * test has to mock one.
 *
 * @public
 */
export class InMemoryWorkloadEngine implements WorkloadEngine {
  readonly id: string;
  /** Every call in its order. */
  readonly calls: { method: FakeableMethod; workloadId?: string }[] = [];
  /** Where `endpointTarget` leads; the test starts a server there. */
  origin = 'http://127.0.0.1:9';

  readonly snapshots = new InMemorySnapshots();
  readonly #options: InMemoryEngineOptions;
  readonly #jobs = new Map<string, InMemoryJob>();
  readonly #watchers = new Watchers();
  readonly #failures = new Map<FakeableMethod, Error[]>();
  readonly #waits = new Waits();
  #isLost = false;

  constructor(options: InMemoryEngineOptions = {}) {
    this.#options = options;
    this.id = options.id ?? 'in-memory';
  }

  /** The next call of `method` throws. */
  failNext(method: FakeableMethod, error: Error): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** Every call of `method` takes so long from now on. */
  delay(method: FakeableMethod, milliseconds: number): void {
    this.#waits.delay(method, milliseconds);
  }

  /**
   * Calls of `method` wait, after so many that pass, until it is opened. Who
   * comes after `letOthersPass` does not wait.
   */
  hold(method: FakeableMethod, passing = 0): Gate {
    return this.#waits.hold(method, passing);
  }

  /** Nothing answers any more, until `find`. */
  lose(): void {
    this.#isLost = true;
  }

  /** Answers again, and asks for a resync as engines do. */
  find(): void {
    this.#isLost = false;
    this.#watchers.resync();
  }

  /** A job vanishes without a word. */
  forget(workloadId: string): void {
    this.#jobs.get(workloadId)?.drop();
    this.#jobs.delete(workloadId);
  }

  /** Something changes at the engine; unknown workloads may be told of too. */
  observe(workloadId: string, change: Partial<Observation>): void {
    const job = this.#jobs.get(workloadId);
    const observation = {
      workloadId,
      generation: 1,
      state: 'running' as const,
      reason: { code: 'ready' as const, message: 'It runs.' },
      endpoints: [],
      ...job?.observation,
      ...change,
    };
    if (job && observation.generation === job.workload.generation) {
      job.observation = observation;
    }
    this.#tell(observation);
  }

  /** The program writes something. */
  write(workloadId: string, text: string): void {
    this.#jobs.get(workloadId)!.log.append(text);
  }

  /** The program leaves a file. */
  leave(workloadId: string, path: string, text: string): void {
    this.#jobs.get(workloadId)!.files[path] = text;
  }

  /** From now on it uses so much. */
  use(workloadId: string, usage: Partial<WorkloadUsage>): void {
    this.#jobs.get(workloadId)!.usage = usage;
  }

  /** What was submitted last for a workload. */
  submitted(workloadId: string): EngineWorkload | undefined {
    return this.#jobs.get(workloadId)?.workload;
  }

  /** Ends what still waits. */
  close(): void {
    for (const id of [...this.#jobs.keys()]) this.forget(id);
  }

  capabilities(): EngineCapabilities {
    const { keepsFiles = true, takesSnapshots = true } = this.#options;
    return {
      ...{ processes: true, containers: false, gateway: true },
      ...{ keepsFiles, takesSnapshots },
    };
  }

  async capacity(): Promise<SiteCapacity[]> {
    await this.#enter('capacity');
    const total = this.#options.total ?? plenty;
    return [{ ...this.#site(), total, free: total }];
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    await this.#enter('plan');
    const never = neverBecause(spec, this.#options.total);
    return [
      {
        ...this.#site(),
        verdict: never ? 'never' : 'now',
        ...(never && { reason: never }),
      },
    ];
  }

  async submit(workload: EngineWorkload): Promise<void> {
    await this.#enter('submit', workload.id);
    const never = neverBecause(workload.spec, this.#options.total);
    if (never) throw new ConflictError(never.message);
    const present = this.#jobs.get(workload.id);
    if (present && present.workload.generation >= workload.generation) return;
    present?.drop();
    const { endpointBase = 'http://apps.localhost:7008', logLimitBytes } =
      this.#options;
    const job = new InMemoryJob(workload, {
      log: present?.log ?? new InMemoryLog(logLimitBytes ?? 1024 ** 2),
      files: this.#filesOf(workload, present),
      endpointBase,
      onChange: observation => this.#tell(observation),
    });
    this.#jobs.set(workload.id, job);
    this.#tell(job.observation);
    if (!this.#options.manual) job.start();
  }

  async stop(workloadId: string): Promise<void> {
    await this.#enter('stop', workloadId);
    const job = this.#jobs.get(workloadId);
    if (!job || job.isOver) return;
    job.settle({
      state: 'stopped',
      reason: { code: 'stopped-by-person', message: 'It was stopped.' },
    });
  }

  async remove(workloadId: string): Promise<void> {
    await this.#enter('remove', workloadId);
    this.forget(workloadId);
  }

  async list(): Promise<Observation[]> {
    await this.#enter('list');
    return [...this.#jobs.values()].map(job => job.observation);
  }

  watch(options: Watcher & { signal: AbortSignal }): Promise<void> {
    return this.#watchers.watch(options);
  }

  async logs(
    workloadId: string,
    options: EngineLogsOptions,
  ): Promise<LogChunk> {
    await this.#enter('logs', workloadId);
    const job = this.#require(workloadId);
    if (!job.workload.spec.tasks.some(task => task.name === options.task)) {
      throw new NotFoundError(`No task '${options.task}'`);
    }
    return job.log.read(options);
  }

  async listFiles(
    workloadId: string,
    { folder, maxFiles }: { folder: string; maxFiles: number },
  ): Promise<EngineFile[]> {
    await this.#enter('listFiles', workloadId);
    return listFake(this.#require(workloadId).files, { folder, maxFiles });
  }

  async listFolder(
    workloadId: string,
    options: { folder: string; maxEntries: number },
  ): Promise<EngineEntry[]> {
    await this.#enter('listFolder', workloadId);
    return listFakeFolder(this.#require(workloadId).files, options);
  }

  async readFile(workloadId: string, path: string): Promise<EngineFileContent> {
    await this.#enter('readFile', workloadId);
    return readFake(this.#require(workloadId).files, path);
  }

  /** Shows what is typed, until `exit` and a number. */
  async openTerminal(
    workloadId: string,
    options: EngineTerminalOptions,
  ): Promise<EngineTerminal> {
    await this.#enter('openTerminal', workloadId);
    const { workload, isRunning } = this.#require(workloadId);
    const task = workload.spec.tasks.find(({ name }) => name === options.task);
    if (!task || !isRunning) {
      throw new NotFoundError(`No task '${options.task}' that runs`);
    }
    return new EchoTerminal(options);
  }

  async measureSnapshot(workloadId: string): Promise<number> {
    await this.#enter('measureSnapshot', workloadId);
    return sizeOf(this.#requireRunning(workloadId).files);
  }

  async takeSnapshot(snapshot: EngineSnapshot): Promise<void> {
    await this.#enter('takeSnapshot', snapshot.workloadId);
    const { files } = this.#requireRunning(snapshot.workloadId);
    this.snapshots.take(snapshot, files);
  }

  async observeSnapshots(ids: string[]): Promise<SnapshotObservation[]> {
    await this.#enter('observeSnapshots');
    return this.snapshots.observe(ids);
  }

  async removeSnapshot(id: string, place?: SnapshotPlace): Promise<void> {
    await this.#enter('removeSnapshot');
    this.snapshots.remove(id, place);
  }

  async usage(workloadIds: string[]): Promise<WorkloadUsage[]> {
    await this.#enter('usage');
    return workloadIds.flatMap(workloadId => {
      const job = this.#jobs.get(workloadId);
      if (!job?.isRunning) return [];
      const { generation } = job.workload;
      return { workloadId, generation, ...job.usage };
    });
  }

  async endpointTarget(
    workloadId: string,
    endpoint: string,
  ): Promise<EndpointTarget> {
    await this.#enter('endpointTarget', workloadId);
    const { workload, isRunning } = this.#require(workloadId);
    const found = workload.spec.endpoints?.find(
      ({ name }) => name === endpoint,
    );
    if (!found || !isRunning) {
      throw new NotFoundError(`No endpoint '${endpoint}' that runs`);
    }
    const headers = fakeHeaders(found, workloadId);
    return { origin: this.origin, headers };
  }

  async routes(siteId: string): Promise<EndpointRoute[]> {
    await this.#enter('routes');
    return [...this.#jobs.values()]
      .filter(({ workload }) => workload.siteId === siteId)
      .filter(({ isRunning }) => isRunning)
      .flatMap(({ workload }) => fakeRoutes(workload, this.origin));
  }

  #tell(observation: Observation): void {
    if (this.#isLost) return;
    this.#watchers.tell(observation);
  }

  #require(workloadId: string): InMemoryJob {
    const job = this.#jobs.get(workloadId);
    if (!job) throw new NotFoundError(`No workload '${workloadId}' here`);
    return job;
  }

  #requireRunning(workloadId: string): InMemoryJob {
    const job = this.#require(workloadId);
    if (job.isRunning) return job;
    throw new NotFoundError(`'${workloadId}' does not run`);
  }

  #filesOf({ spec }: EngineWorkload, before?: InMemoryJob) {
    const { keepsFiles } = this.capabilities();
    if (before && (keepsFiles || !before.isOver)) return before.files;
    return { ...(spec.snapshot && this.snapshots.filesOf(spec.snapshot.id)) };
  }

  #site() {
    const siteId = this.#options.siteId ?? 'local';
    return { siteId, title: 'In memory', engine: this.id };
  }

  async #enter(method: FakeableMethod, workloadId?: string): Promise<void> {
    this.calls.push({ method, workloadId });
    await this.#waits.pass(method);
    const failure = this.#failures.get(method)?.shift();
    if (failure) throw failure;
    if (this.#isLost) throw new ServiceUnavailableError('Out of reach');
  }
}
