import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  type FSWatcher,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  isSettled,
  type LogChunk,
  type SiteCapacity,
  type SitePlan,
  type WorkloadReason,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type {
  EndpointTarget,
  EngineCapabilities,
  EngineLogsOptions,
  EngineWorkload,
  Observation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import type { LocalEngineOptions } from '../config';
import { readJson, writeJson } from '../folder/files';
import { dataLayout, isWorkloadId, workloadLayout } from '../folder/layout';
import { tryLock } from '../folder/lock';
import { resolveWith } from '../folder/resolve';
import type { Report, Wish } from '../folder/types';
import { runsInContainer } from '../supervisor/runners/runsInContainer';
import { findContainerSocket } from './containerSocket';
import { freeGpus, machineTotal } from './machine';
import { dueOf, observe, type Known } from './observe';
import { Planner, waitReason, type Shares } from './Planner';
import { readLog } from './readLog';
import {
  add,
  nothing,
  requirementsOf,
  subtract,
  toResources,
} from './requirements';
import { Supervisors } from './Supervisors';

const SWEEP_MS = 1000;

type Listener = (observation: Observation) => void;

/**
 * Runs workloads on this machine. It keeps no state of its own: the folders
 * hold the wishes and the reports, so that an engine that was killed and one
 * that starts after it do the same.
 */
export class LocalEngine implements WorkloadEngine {
  readonly id = 'local';
  readonly #options: LocalEngineOptions;
  readonly #logger: LoggerService | undefined;
  readonly #planner: Planner;
  readonly #supervisors: Supervisors;
  readonly #known = new Map<string, Known>();
  readonly #told = new Map<string, string>();
  readonly #listeners = new Set<Listener>();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(options: LocalEngineOptions, logger?: LoggerService) {
    this.#options = options;
    this.#logger = logger;
    this.#planner = new Planner(options);
    this.#supervisors = new Supervisors({
      dataDirectory: options.dataDirectory,
      onExit: id => this.#guard(() => this.#look(id)),
    });
  }

  /** Takes over what is in the data directory, whoever left it there. */
  static create(
    options: LocalEngineOptions,
    { logger }: { logger?: LoggerService } = {},
  ): LocalEngine {
    const engine = new LocalEngine(options, logger);
    engine.#open();
    return engine;
  }

  capabilities(): EngineCapabilities {
    return { processes: true, containers: true, gateway: true };
  }

  async capacity(): Promise<SiteCapacity[]> {
    const { total, free } = this.#shares();
    const { siteId, title } = this.#options;
    return [
      {
        siteId,
        title,
        engine: this.id,
        total: toResources(total),
        free: toResources(free),
      },
    ];
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    return [await this.#planner.plan(spec, this.#shares())];
  }

  async submit(workload: EngineWorkload): Promise<void> {
    const layout = this.#layout(workload.id);
    const tooBig = this.#planner.tooBig(workload.spec, this.#shares().total);
    if (tooBig) throw new ConflictError(tooBig.message);
    const needsContainers = workload.spec.tasks.some(task =>
      runsInContainer(task, this.#options.settings.environmentRoots),
    );
    const containerSocket = needsContainers
      ? await findContainerSocket(this.#options.containerSocket)
      : undefined;
    // Nothing is awaited from here on: two calls at once are one after the other.
    const present = readJson<Wish>(layout.wish);
    if (present?.desired === 'remove') {
      throw new ServiceUnavailableError('It is still being removed');
    }
    if (present && present.workload.generation >= workload.generation) return;
    mkdirSync(layout.root, { recursive: true, mode: 0o700 });
    this.#writeSecrets(workload);
    this.#wish({
      workload,
      desired: 'run',
      submittedAt: new Date().toISOString(),
      gpus: present?.gpus ?? [],
      containerSocket,
    });
    this.#sweep();
  }

  async stop(workloadId: string): Promise<void> {
    const wish = readJson<Wish>(this.#layout(workloadId).wish);
    if (!wish || wish.desired !== 'run') return;
    this.#wish({ ...wish, desired: 'stop' });
    this.#sweep();
  }

  async remove(workloadId: string): Promise<void> {
    const layout = this.#layout(workloadId);
    const wish = readJson<Wish>(layout.wish);
    if (!wish) return;
    this.#wish({ ...wish, desired: 'remove' });
    this.#sweep();
    const deadline = Date.now() + this.#options.settings.stopGraceMs + 10_000;
    for (
      let wait = 10;
      existsSync(layout.wish);
      wait = Math.min(wait * 2, 200)
    ) {
      if (Date.now() > deadline) {
        throw new ServiceUnavailableError('It has not ended yet');
      }
      await pause(wait);
      this.#look(workloadId);
    }
  }

  async list(): Promise<Observation[]> {
    this.#sweep();
    return [...this.#known.values()].map(known => this.#observe(known));
  }

  async watch(options: {
    signal: AbortSignal;
    onObservation(observation: Observation): void;
    onResync(): void;
  }): Promise<void> {
    if (options.signal.aborted) return;
    const listener: Listener = observation =>
      options.onObservation(observation);
    this.#listeners.add(listener);
    await new Promise(resolve =>
      options.signal.addEventListener('abort', resolve, { once: true }),
    );
    this.#listeners.delete(listener);
  }

  async logs(
    workloadId: string,
    options: EngineLogsOptions,
  ): Promise<LogChunk> {
    const { wish } = this.#require(workloadId);
    if (!wish.workload.spec.tasks.some(task => task.name === options.task)) {
      throw new NotFoundError(`No task '${options.task}' in this workload`);
    }
    const layout = this.#layout(workloadId);
    const secrets = readJson<Record<string, string>>(layout.secrets) ?? {};
    return readLog(path.join(layout.logs, options.task), {
      ...options,
      secrets: Object.values(secrets),
    });
  }

  async endpointTarget(
    workloadId: string,
    endpoint: string,
  ): Promise<EndpointTarget> {
    const { wish, report } = this.#require(workloadId);
    const found = wish.workload.spec.endpoints?.find(
      candidate => candidate.name === endpoint,
    );
    const port = found && report?.ports[found.port];
    if (!found || !port || report.state !== 'running') {
      throw new NotFoundError(`No endpoint '${endpoint}' that runs`);
    }
    const { secrets, work } = this.#layout(workloadId);
    const values = {
      ports: report.ports,
      secrets: readJson<Record<string, string>>(secrets) ?? {},
      workFolder: work,
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

  /** Lets go: what runs goes on. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#watcher?.close();
  }

  /** Stops everything and keeps the wishes, so that the next engine starts it again. */
  async pauseAll(): Promise<void> {
    this.#sweep();
    this.close();
    const running = [...this.#known.values()].filter(known => known.supervised);
    for (const { wish } of running) this.#wish({ ...wish, paused: true });
    const deadline = Date.now() + this.#options.settings.stopGraceMs + 5000;
    const isLeft = ({ wish }: Known) =>
      this.#supervisors.isAlive(wish.workload.id);
    while (running.some(isLeft)) {
      if (Date.now() > deadline) {
        this.#logger?.warn('Some workloads did not end in time');
        return;
      }
      await pause(25);
    }
  }

  #open(): void {
    const { dataDirectory, settings } = this.#options;
    const layout = dataLayout(dataDirectory);
    for (const folder of [layout.workloads, layout.changes, layout.cache]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    rmSync(layout.trash, { recursive: true, force: true });
    writeJson(layout.settings, settings, { durable: true });
    for (const id of this.#ids()) {
      const wish = readJson<Wish>(this.#layout(id).wish);
      if (wish?.paused) this.#wish({ ...wish, paused: false });
    }
    this.#watcher = watch(layout.changes, (_event, name) => {
      if (name && isWorkloadId(name)) this.#guard(() => this.#look(name));
    });
    this.#watcher.on('error', error =>
      this.#logger?.warn(
        'Cannot watch for changes; looking every second',
        error,
      ),
    );
    this.#watcher.unref();
    this.#timer = setInterval(() => this.#guard(() => this.#sweep()), SWEEP_MS);
    this.#timer.unref();
    this.#guard(() => this.#sweep());
  }

  /** Looks at every workload that is not at rest, and starts who is next. */
  #sweep(): void {
    const ids = this.#ids();
    for (const id of this.#known.keys()) {
      if (!ids.includes(id)) this.#forget(id);
    }
    for (const id of ids) {
      const known = this.#known.get(id);
      if (!known || !isAtRest(known)) this.#read(id);
    }
    this.#act();
  }

  /** Looks at one workload. */
  #look(id: string): void {
    this.#read(id);
    this.#act();
  }

  #read(id: string): void {
    const layout = this.#layout(id);
    const wish = readJson<Wish>(layout.wish);
    if (!wish) {
      this.#forget(id);
      return;
    }
    this.#known.set(id, {
      wish,
      report: readJson<Report>(layout.report),
      supervised: this.#supervisors.isAlive(id),
      waiting: this.#known.get(id)?.waiting,
    });
  }

  /** Does what is due, first come first served, and tells what has changed. */
  #act(): void {
    if (this.#closed) return;
    const inOrder = [...this.#known].sort(([, one], [, other]) =>
      one.wish.submittedAt < other.wish.submittedAt ? -1 : 1,
    );
    let waiting = 0;
    for (const [id, known] of inOrder) {
      known.waiting = undefined;
      const due = dueOf(known);
      if (due === 'delete') this.#delete(id);
      if (due === 'supervise') this.#start(id);
      if (due === 'admit') {
        known.waiting = this.#admit(id, waiting);
        if (known.waiting) waiting++;
      }
    }
    for (const [id, known] of this.#known) this.#tell(id, known);
  }

  /** @returns why it has to wait, or undefined when it was started */
  #admit(id: string, waiting: number): WorkloadReason | undefined {
    const known = this.#known.get(id)!;
    const shares = this.#shares();
    const wanted = requirementsOf(known.wish.workload.spec);
    const reason = waitReason(wanted, { ...shares, waiting });
    if (reason) return reason;
    const held = this.#holders().flatMap(({ wish }) => wish.gpus);
    const gpus = freeGpus(wanted.gpuCount, {
      total: shares.total.gpuCount,
      held,
    });
    if (gpus.length > 0) this.#wish({ ...known.wish, gpus });
    this.#start(id);
    return undefined;
  }

  #start(id: string): void {
    this.#supervisors.start(id);
    const known = this.#known.get(id);
    if (known) known.supervised = this.#supervisors.isAlive(id);
  }

  /** The lock is held meanwhile: no supervisor can be in the folder that goes. */
  #delete(id: string): void {
    const layout = this.#layout(id);
    const lock = tryLock(layout.lock);
    if (!lock) return;
    const { trash } = dataLayout(this.#options.dataDirectory);
    mkdirSync(trash, { recursive: true, mode: 0o700 });
    const grave = path.join(trash, `${id}-${randomBytes(4).toString('hex')}`);
    renameSync(layout.root, grave);
    lock.release();
    rmSync(layout.change, { force: true });
    this.#forget(id);
    rm(grave, { recursive: true, force: true, maxRetries: 3 }).catch(error =>
      this.#logger?.warn(`Cannot remove ${grave}`, error),
    );
  }

  #forget(id: string): void {
    this.#known.delete(id);
    this.#told.delete(id);
  }

  #tell(id: string, known: Known): void {
    const observation = this.#observe(known);
    const text = JSON.stringify(observation);
    if (this.#told.get(id) === text) return;
    this.#told.set(id, text);
    for (const listener of this.#listeners) listener(observation);
  }

  #observe(known: Known): Observation {
    return observe(known, this.#options.settings.gatewayBaseUrl);
  }

  #shares(): Shares {
    const holders = this.#holders();
    const held = holders
      .map(({ wish }) => requirementsOf(wish.workload.spec))
      .reduce(add, nothing);
    const total = machineTotal(this.#options, held.diskBytes);
    const waiting = [...this.#known.values()].filter(
      known => known.waiting,
    ).length;
    return {
      total,
      free: subtract(total, held),
      holders: holders.length,
      waiting,
    };
  }

  #holders(): Known[] {
    return [...this.#known.values()].filter(
      known => known.supervised || dueOf(known) === 'supervise',
    );
  }

  #writeSecrets({ id, spec }: EngineWorkload): void {
    const { secrets: file } = this.#layout(id);
    const present = readJson<Record<string, string>>(file) ?? {};
    const wanted = (spec.secrets ?? []).map(({ name, bytes = 32 }) => [
      name,
      present[name] ?? randomBytes(bytes).toString('base64url'),
    ]);
    writeJson(file, Object.fromEntries(wanted), { durable: true });
  }

  #wish(wish: Wish): void {
    const { id } = wish.workload;
    writeJson(this.#layout(id).wish, wish, { durable: true });
    const known = this.#known.get(id);
    if (known) known.wish = wish;
  }

  #require(id: string): Known {
    const known = isWorkloadId(id) ? this.#known.get(id) : undefined;
    if (!known) throw new NotFoundError(`No workload '${id}' on this machine`);
    return known;
  }

  #ids(): string[] {
    return readdirSync(
      dataLayout(this.#options.dataDirectory).workloads,
    ).filter(isWorkloadId);
  }

  #layout(id: string) {
    return workloadLayout(this.#options.dataDirectory, id);
  }

  /** A fault of one moment, such as a full disk, must not end the portal. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#logger?.error(
        'The local engine could not look after its workloads',
        error as Error,
      );
    }
  }
}

function isAtRest({ wish, report }: Known): boolean {
  return (
    wish.desired !== 'remove' &&
    report?.generation === wish.workload.generation &&
    isSettled(report.state)
  );
}
