import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  toResources,
  type LogChunk,
  type SiteCapacity,
  type SitePlan,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import {
  RefusedError,
  Watchers,
  type EndpointRoute,
  type EndpointTarget,
  type EngineCapabilities,
  type EngineEntry,
  type EngineFile,
  type EngineFileContent,
  type EngineLogsOptions,
  type EngineSnapshot,
  type EngineTerminal,
  type EngineTerminalOptions,
  type EngineWorkload,
  type Observation,
  type SnapshotObservation,
  type Watcher,
  type WorkloadEngine,
  type WorkloadUsage,
} from '@astrolabe/plugin-workloads-node';
import type { LocalEngineOptions } from '../config';
import { isDiskFull } from '../folder/files';
import { isWorkloadId } from '../folder/layout';
import { resolveWith } from '../folder/resolve';
import type { Wish } from '../folder/types';
import { runsInContainer } from '../supervisor/runners/runsInContainer';
import { Caretaker } from './Caretaker';
import { findContainerSocket } from './containerSocket';
import { Folders } from './Folders';
import { routesOf } from './routes';
import { againOf, observe, type Known } from './observe';
import { OldEnvironments } from './OldEnvironments';
import { openContainerTerminal } from './openContainerTerminal';
import { openProcessTerminal } from './openProcessTerminal';
import { placeOf, Planner } from './Planner';
import { readLog } from './readLog';
import { LocalSnapshots } from './snapshots/LocalSnapshots';
import { UsageMeter } from './usage/UsageMeter';
import { listWorkFiles, listWorkFolder, readWorkFile } from './workFiles';

/** How much longer than a task's own time to end its removal may take. */
const REMOVE_MS = 10_000;
const PAUSE_MS = 5000;

/** Runs workloads on this machine: writes down what is wanted, and tells what is. */
export class LocalEngine implements WorkloadEngine {
  readonly id = 'local';
  readonly #options: LocalEngineOptions;
  readonly #logger: LoggerService | undefined;
  readonly #snapshots: LocalSnapshots;
  readonly #planner: Planner;
  readonly #folders: Folders;
  readonly #caretaker: Caretaker;
  readonly #oldEnvironments: OldEnvironments;
  readonly #watchers = new Watchers();
  readonly #meter = new UsageMeter();

  private constructor(options: LocalEngineOptions, logger?: LoggerService) {
    this.#options = options;
    this.#logger = logger;
    this.#folders = new Folders(options.dataDirectory);
    this.#snapshots = new LocalSnapshots({
      dataDirectory: options.dataDirectory,
      settings: options.settings,
      place: placeOf(options),
      folders: this.#folders,
      logger,
    });
    this.#planner = new Planner(options, this.#snapshots);
    this.#caretaker = new Caretaker({
      options,
      folders: this.#folders,
      logger,
      onObservation: observation => this.#watchers.tell(observation),
    });
    this.#oldEnvironments = new OldEnvironments({
      folders: this.#folders,
      keepDays: options.keepEnvironmentsDays,
      logger,
    });
  }

  /** Takes over what is in the data directory, whoever left it there. */
  static create(
    options: LocalEngineOptions,
    { logger }: { logger?: LoggerService } = {},
  ): LocalEngine {
    const engine = new LocalEngine(options, logger);
    engine.#folders.prepare(options.settings);
    engine.#caretaker.open();
    engine.#oldEnvironments.open();
    engine.#snapshots.open();
    return engine;
  }

  capabilities(): EngineCapabilities {
    return {
      processes: true,
      containers: true,
      gateway: true,
      startsInOrder: true,
      keepsFiles: true,
      takesSnapshots: true,
    };
  }

  async capacity(): Promise<SiteCapacity[]> {
    const { total, free } = this.#caretaker.shares();
    const { siteId, title } = this.#options;
    return [
      {
        ...{ siteId, title, engine: this.id },
        total: toResources(total),
        free: toResources(free),
      },
    ];
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    return [await this.#planner.plan(spec, this.#caretaker.shares())];
  }

  async submit({ secrets, ...workload }: EngineWorkload): Promise<void> {
    const { total } = this.#caretaker.shares();
    // What has its files already needs the snapshot no more.
    const isNew = !this.#folders.exists(workload.id);
    const never =
      this.#planner.tooBig(workload.spec, total) ??
      (isNew ? this.#planner.lacksSnapshot(workload.spec) : undefined);
    if (never) throw new RefusedError(never);
    const containerSocket = await this.#containerSocketFor(workload.spec);
    // Nothing is awaited from here on: two calls at once are one after the other.
    const present = this.#folders.wish(workload.id);
    if (present?.desired === 'remove') {
      throw new ServiceUnavailableError('It is still being removed');
    }
    if (present && present.workload.generation >= workload.generation) return;
    const submittedAt = new Date().toISOString();
    const gpus = present?.gpus ?? [];
    try {
      // They are in a file of their own, and not in the wish.
      this.#folders.create({ ...workload, secrets });
      this.#caretaker.wish({
        workload: this.#withSnapshot(workload, present),
        desired: 'run',
        submittedAt,
        gpus,
        containerSocket,
      });
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      throw new ServiceUnavailableError(
        'There is no room left on the disk of this machine',
        error,
      );
    }
    this.#caretaker.sweep();
  }

  async stop(workloadId: string): Promise<void> {
    const wish = this.#folders.wish(workloadId);
    if (!wish || wish.desired !== 'run') return;
    this.#caretaker.wish({ ...wish, desired: 'stop' });
    this.#caretaker.sweep();
  }

  async copyBack({ secrets, ...workload }: EngineWorkload): Promise<void> {
    const wish = againOf(this.#require(workload.id), workload.generation);
    if (!wish) return;
    this.#folders.create({ ...workload, secrets });
    this.#caretaker.wish(wish);
    this.#caretaker.look(workload.id);
  }

  async remove(workloadId: string): Promise<void> {
    const wish = this.#folders.wish(workloadId);
    if (!wish) {
      // A disk that was full at the first step of submitting leaves a bare folder.
      if (this.#folders.exists(workloadId))
        await this.#folders.bury(workloadId);
      return;
    }
    try {
      this.#caretaker.wish({ ...wish, desired: 'remove' });
    } catch (error) {
      if (isDiskFull(error) && this.#caretaker.removeAtRest(workloadId)) return;
      throw error;
    }
    this.#caretaker.sweep();
    const deadline =
      Date.now() + this.#options.settings.stopGraceMs + REMOVE_MS;
    for (let wait = 10; this.#folders.exists(workloadId); ) {
      if (Date.now() > deadline) {
        throw new ServiceUnavailableError('It has not ended yet');
      }
      await pause(wait);
      wait = Math.min(wait * 2, 200);
      this.#caretaker.look(workloadId);
    }
  }

  async list(): Promise<Observation[]> {
    this.#caretaker.sweep();
    const { gatewayBaseUrl } = this.#options.settings;
    return this.#caretaker.all().map(known => observe(known, gatewayBaseUrl));
  }

  watch(options: Watcher & { signal: AbortSignal }): Promise<void> {
    return this.#watchers.watch(options);
  }

  async logs(
    workloadId: string,
    options: EngineLogsOptions,
  ): Promise<LogChunk> {
    const { wish } = this.#require(workloadId);
    if (!wish.workload.spec.tasks.some(task => task.name === options.task)) {
      throw new NotFoundError(`No task '${options.task}' in this workload`);
    }
    const { logs } = this.#folders.layout(workloadId);
    return readLog(path.join(logs, options.task), {
      ...options,
      secrets: Object.values(this.#folders.secrets(workloadId)),
    });
  }

  async listFiles(
    workloadId: string,
    options: { folder: string; maxFiles: number },
  ): Promise<EngineFile[]> {
    this.#require(workloadId);
    return listWorkFiles(this.#folders.layout(workloadId).work, options);
  }

  async listFolder(
    workloadId: string,
    options: { folder: string; maxEntries: number },
  ): Promise<EngineEntry[]> {
    this.#require(workloadId);
    return listWorkFolder(this.#folders.layout(workloadId).work, options);
  }

  async readFile(workloadId: string, file: string): Promise<EngineFileContent> {
    this.#require(workloadId);
    return readWorkFile(this.#folders.layout(workloadId).work, file);
  }

  async openTerminal(
    workloadId: string,
    options: EngineTerminalOptions,
  ): Promise<EngineTerminal> {
    const { wish, report, supervised } = this.#require(workloadId);
    const { spec } = wish.workload;
    const task = spec.tasks.find(({ name }) => name === options.task);
    if (!task || !report || !supervised) {
      throw new NotFoundError(`No task '${options.task}' that runs`);
    }
    if (runsInContainer(task, this.#options.settings.environmentRoots)) {
      return openContainerTerminal(wish, options);
    }
    const { work } = this.#folders.layout(workloadId);
    return openProcessTerminal(report.leftovers, { ...options, folder: work });
  }

  async measureSnapshot(workloadId: string): Promise<number> {
    return this.#snapshots.measure(this.#require(workloadId));
  }

  async takeSnapshot(snapshot: EngineSnapshot): Promise<void> {
    this.#snapshots.take(this.#require(snapshot.workloadId), snapshot);
  }

  async observeSnapshots(ids: string[]): Promise<SnapshotObservation[]> {
    return this.#snapshots.observe(ids);
  }

  removeSnapshot(id: string): Promise<void> {
    return this.#snapshots.remove(id);
  }

  async usage(workloadIds: string[]): Promise<WorkloadUsage[]> {
    const wanted = new Set(workloadIds);
    const all = this.#caretaker.all();
    this.#meter.keepOnly(new Set(all.map(({ wish }) => wish.workload.id)));
    const running = all.flatMap(({ wish, report, supervised }) => {
      const { id, generation } = wish.workload;
      const runs = report?.state === 'running' && supervised;
      if (!wanted.has(id) || !runs || report.generation !== generation) {
        return [];
      }
      const { work, temporary } = this.#folders.layout(id);
      return { wish, report, folders: [work, temporary] };
    });
    return this.#meter.measure(running);
  }

  async endpointTarget(
    workloadId: string,
    endpoint: string,
  ): Promise<EndpointTarget> {
    const { wish, report, supervised } = this.#require(workloadId);
    const found = wish.workload.spec.endpoints?.find(
      candidate => candidate.name === endpoint,
    );
    const port = found && report?.ports[found.port];
    // A report that nobody keeps true names a port that may be another's now.
    if (!found || !port || !supervised || report.state !== 'running') {
      throw new NotFoundError(`No endpoint '${endpoint}' that runs`);
    }
    const values = {
      ports: report.ports,
      secrets: this.#folders.secrets(workloadId),
      workFolder: this.#folders.layout(workloadId).work,
      storageFolder: this.#folders.layout(workloadId).mounts,
      listenHost: '127.0.0.1',
      endpointUrl: () => '',
    };
    const headers = Object.entries(found.forwardHeaders ?? {}).map(
      ([name, text]) => [name, resolveWith(text, values)],
    );
    return {
      origin: `http://127.0.0.1:${port}`,
      headers: Object.fromEntries(headers),
    };
  }

  async routes(siteId: string): Promise<EndpointRoute[]> {
    return this.#caretaker
      .all()
      .filter(({ wish }) => wish.workload.siteId === siteId)
      .flatMap(routesOf);
  }

  /** Lets go: what runs goes on. */
  close(): void {
    this.#snapshots.close();
    this.#caretaker.close();
    this.#oldEnvironments.close();
  }

  /** Stops everything and keeps the wishes, so that the next engine starts it again. */
  async pauseAll(): Promise<void> {
    this.#caretaker.sweep();
    this.close();
    const running = this.#caretaker.all().filter(known => known.supervised);
    for (const { wish } of running) {
      this.#caretaker.wish({ ...wish, paused: true });
    }
    const deadline = Date.now() + this.#options.settings.stopGraceMs + PAUSE_MS;
    const isLeft = ({ wish }: Known) =>
      this.#caretaker.isSupervised(wish.workload.id);
    while (running.some(isLeft)) {
      if (Date.now() > deadline) {
        this.#logger?.warn('Some workloads did not end in time');
        return;
      }
      await pause(25);
    }
  }

  /** Its main task in the image of its snapshot, where that has one; in the same after a restart. */
  #withSnapshot(workload: EngineWorkload, present?: Wish): EngineWorkload {
    const { spec } = workload;
    if (!spec.snapshot) return workload;
    const image = present
      ? present.workload.spec.tasks.find(({ role }) => role === 'main')?.image
      : this.#snapshots.describe(spec.snapshot.id)?.image;
    if (!image) return workload;
    const tasks = spec.tasks.map(task =>
      task.role === 'main' && task.image ? { ...task, image } : task,
    );
    return { ...workload, spec: { ...spec, tasks } };
  }

  async #containerSocketFor(spec: WorkloadSpec): Promise<string | undefined> {
    const { containerSocket, settings } = this.#options;
    const isNeeded = spec.tasks.some(task =>
      runsInContainer(task, settings.environmentRoots),
    );
    return isNeeded ? findContainerSocket(containerSocket) : undefined;
  }

  #require(id: string): Known {
    const known = isWorkloadId(id) ? this.#caretaker.get(id) : undefined;
    if (!known) throw new NotFoundError(`No workload '${id}' on this machine`);
    return known;
  }
}
