import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { readJson } from '../folder/files.ts';
import type { WorkloadLayout } from '../folder/layout.ts';
import {
  endpointUrl,
  resolveWith,
  type EngineValues,
} from '../folder/resolve.ts';
import type { Leftovers, Settings, Wish } from '../folder/types.ts';
import { requireSpace } from './disk.ts';
import { exitEnding, type Ending } from './ending.ts';
import {
  findEnvironment,
  prepareEnvironment,
} from './environments/prepareEnvironment.ts';
import type { ReadyEnvironment } from './environments/types.ts';
import { LogWriter } from './LogWriter.ts';
import { allocatePorts } from './ports.ts';
import { Readiness } from './Readiness.ts';
import { Refusal } from './refusal.ts';
import type { Reporter } from './Reporter.ts';
import { ContainerRunner } from './runners/ContainerRunner.ts';
import { ProcessRunner } from './runners/ProcessRunner.ts';
import { runsInContainer } from './runners/runsInContainer.ts';
import type { RunningTask, TaskRunner } from './runners/types.ts';
import { backOff, pauseFor, untilAborted } from './waiting.ts';

/** What one run of a workload is made of. */
export interface RunContext {
  dataDirectory: string;
  layout: WorkloadLayout;
  settings: Settings;
  wish: Wish;
  reporter: Reporter;
  /** Aborted with an `Interruption` when the run has to end early. */
  signal: AbortSignal;
  onDiskFull(evidence: string): void;
}

/** One attempt at a workload: what is needed, then its tasks by their roles. */
export class Run {
  readonly #context: RunContext;
  readonly #running = new Set<RunningTask>();
  readonly #environments = new Map<string, ReadyEnvironment>();
  readonly #runners = new Map<'process' | 'container', TaskRunner>();
  readonly #readiness: Readiness;
  #ports: Record<string, number> = {};
  #progressAt = 0;

  constructor(context: RunContext) {
    this.#context = context;
    this.#readiness = new Readiness(names =>
      context.reporter.update({ readyPorts: names }),
    );
  }

  /** Everything up to the end of the main task. All that was started has ended then. */
  async untilMainEnds(): Promise<Ending> {
    const { signal } = this.#context;
    try {
      await this.#prepare();
      for (const task of this.#tasks('before'))
        await this.#untilEnd(task, signal);
      for (const task of this.#tasks('beside')) this.#keep(task);
      return await this.#main();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof Refusal) {
        return {
          state: 'failed',
          reason: error.reason,
          mayRetry: error.mayRetry,
        };
      }
      throw error;
    } finally {
      this.#readiness.stop();
      await this.#stopAll();
    }
  }

  /** The tasks that run when the main task has ended, for good. */
  async after(signal: AbortSignal): Promise<void> {
    try {
      for (const task of this.#tasks('after'))
        await this.#untilEnd(task, signal);
    } catch (error) {
      if (!(error instanceof Refusal) && !signal.aborted) throw error;
      // The main task's end is what the owner asked about; the log has this one's.
    } finally {
      await this.#stopAll();
    }
  }

  async #prepare(): Promise<void> {
    const { layout, wish, settings } = this.#context;
    const { spec } = wish.workload;
    this.#say('starting-process', 'Its folder is being prepared.');
    for (const folder of [layout.work, layout.temporary, layout.logs]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    requireSpace(layout, {
      diskBytes: Math.max(...spec.tasks.map(task => task.resources.diskBytes)),
      minimumFreeDiskBytes: settings.minimumFreeDiskBytes,
    });
    for (const task of spec.tasks) {
      if (this.#inContainer(task)) await this.#prepareImage(task);
      else if (task.environment) await this.#prepareEnvironment(task);
    }
    const names = spec.tasks
      .flatMap(task => task.ports ?? [])
      .map(port => port.name);
    this.#ports = await allocatePorts([...new Set(names)]);
    this.#context.reporter.update({ ports: this.#ports, readyPorts: [] });
    for (const task of spec.tasks) this.#writeFiles(task);
  }

  async #prepareEnvironment(task: WorkloadTask): Promise<void> {
    const environment = task.environment!;
    if (this.#environments.has(environment.id)) return;
    const { settings, dataDirectory, wish, signal } = this.#context;
    const found = findEnvironment(environment, settings.environmentRoots);
    if (!found) {
      throw new Refusal({
        code: 'environment-failed',
        message: `The environment '${environment.id}' is not part of this portal.`,
        nextStep: `Add ${environment.id}/environment/ with its lock file below one of workloads.local.environmentRoots.`,
      });
    }
    const ready = await prepareEnvironment({
      ...found,
      environment,
      dataDirectory,
      workloadId: wish.workload.id,
      signal,
      onProgress: this.#progress(
        'preparing-environment',
        'Its packages are being installed; later starts are immediate.',
      ),
    });
    this.#environments.set(environment.id, ready);
  }

  async #prepareImage(task: WorkloadTask): Promise<void> {
    const runner = await this.#runner(task);
    await runner.prepare(task, {
      signal: this.#context.signal,
      onProgress: this.#progress(
        'pulling-image',
        `The image '${task.image}' is being fetched.`,
      ),
    });
  }

  async #main(): Promise<Ending> {
    const { reporter, wish, signal } = this.#context;
    const [task] = this.#tasks('main');
    const main = await this.#start(task);
    const startedAt = new Date().toISOString();
    reporter.update({
      startedAt,
      firstStartedAt: reporter.last?.firstStartedAt ?? startedAt,
    });
    this.#watchReadiness(main);
    const ended = main.exited.then(exit =>
      exitEnding({
        exit,
        task,
        tail: main.log.tail(),
        lifetime: wish.workload.spec.lifetime,
      }),
    );
    if (task.health) {
      this.#say('waiting-for-health', 'It runs; waiting until it answers.');
      const early = await Promise.race([
        ended,
        this.#readiness.healthy(task),
        untilAborted(signal),
      ]);
      if (early) return early;
    }
    reporter.update({
      state: 'running',
      reason: { code: 'ready', message: 'It runs.' },
    });
    return Promise.race([ended, untilAborted(signal)]);
  }

  /** Runs a task that has to succeed. */
  async #untilEnd(task: WorkloadTask, signal: AbortSignal): Promise<void> {
    const running = await this.#start(task);
    const exit = await Promise.race([running.exited, untilAborted(signal)]);
    if (exit.code === 0) return;
    const { lifetime } = this.#context.wish.workload.spec;
    const { reason } = exitEnding({
      exit,
      task,
      tail: running.log.tail(),
      lifetime,
    });
    throw new Refusal(
      {
        ...reason,
        message: `The task '${task.name}', which runs ${task.role} the main one, failed. ${reason.message}`,
      },
      { mayRetry: true },
    );
  }

  /** Keeps a companion running for as long as the main task does. */
  async #keep(task: WorkloadTask): Promise<void> {
    const { settings, signal, wish } = this.#context;
    const limit = wish.workload.spec.lifetime.restarts ?? 3;
    try {
      for (let restarts = 0; restarts <= limit; restarts++) {
        const running = await this.#start(task);
        this.#watchReadiness(running);
        await Promise.race([running.exited, untilAborted(signal)]);
        await pauseFor(backOff(settings.restartDelayMs, restarts), signal);
      }
    } catch {
      // Stopped with the main task, or cannot start: its log and its endpoint say so.
    }
  }

  async #start(task: WorkloadTask): Promise<RunningTask> {
    const { layout, settings, wish, onDiskFull, signal } = this.#context;
    signal.throwIfAborted();
    const environment =
      task.environment && this.#environments.get(task.environment.id);
    const log = new LogWriter({
      folder: path.join(layout.logs, task.name),
      maxBytes: settings.logBytes,
      onError: error => onDiskFull(String(error)),
    });
    const runner = await this.#runner(task);
    const running = await runner.start({
      workloadId: wish.workload.id,
      generation: wish.workload.generation,
      task,
      layout,
      settings,
      log,
      values: this.#values(task),
      gpus: task.resources.gpu ? wish.gpus : [],
      programFolders: environment?.programFolders ?? [],
      environmentVariables: environment?.variables ?? {},
    });
    this.#running.add(running);
    this.#reportLeftovers();
    running.exited.then(
      () => this.#forget(running),
      () => this.#forget(running),
    );
    return running;
  }

  #forget(running: RunningTask): void {
    if (!this.#running.delete(running)) return;
    running.log.close();
    this.#reportLeftovers();
  }

  async #stopAll(): Promise<void> {
    const { settings } = this.#context;
    await Promise.all(
      [...this.#running].map(async running => {
        await running.stop(settings.stopGraceMs);
        await running.exited.catch(() => undefined);
      }),
    );
  }

  /** Written before anything else happens, so that a successor finds what runs. */
  #reportLeftovers(): void {
    const all = [...this.#running].map(running => running.leftovers);
    const leftovers: Leftovers = {
      processes: all.flatMap(one => one.processes),
      cgroups: all.flatMap(one => one.cgroups),
      containers: all.some(one => one.containers),
    };
    this.#context.reporter.update({ leftovers });
  }

  #watchReadiness({ task, exited }: RunningTask): void {
    const watching = this.#readiness.watch(task, this.#ports);
    exited.then(watching.stop, watching.stop);
  }

  #tasks(role: WorkloadTask['role']): WorkloadTask[] {
    return this.#context.wish.workload.spec.tasks.filter(
      task => task.role === role,
    );
  }

  #inContainer(task: WorkloadTask): boolean {
    return runsInContainer(task, this.#context.settings.environmentRoots);
  }

  async #runner(task: WorkloadTask): Promise<TaskRunner> {
    const kind = this.#inContainer(task) ? 'container' : 'process';
    let runner = this.#runners.get(kind);
    if (!runner) {
      runner =
        kind === 'process'
          ? new ProcessRunner()
          : await ContainerRunner.connect(this.#containerSocket());
      this.#runners.set(kind, runner);
    }
    return runner;
  }

  #containerSocket(): string {
    const { containerSocket } = this.#context.wish;
    if (containerSocket) return containerSocket;
    throw new Refusal({
      code: 'missing-runtime',
      message:
        'This workload needs containers, and this machine has neither Docker nor Podman.',
      nextStep:
        'Start Docker or Podman, or set workloads.local.containers.socketPath.',
    });
  }

  #values(task: WorkloadTask): EngineValues {
    const { layout, settings, wish } = this.#context;
    const environment =
      task.environment && this.#environments.get(task.environment.id);
    const { slug, spec } = wish.workload;
    return {
      ports: this.#ports,
      secrets: readJson<Record<string, string>>(layout.secrets) ?? {},
      workFolder: layout.work,
      environmentFolder: environment?.folder,
      listenHost: '127.0.0.1',
      endpointUrl: name => {
        if (!spec.endpoints?.some(endpoint => endpoint.name === name)) {
          throw new Error(`The workload has no endpoint '${name}'`);
        }
        return endpointUrl(settings.gatewayBaseUrl, { slug, name });
      },
    };
  }

  #writeFiles(task: WorkloadTask): void {
    const { layout } = this.#context;
    for (const { path: relative, content } of task.files ?? []) {
      const file = path.join(layout.work, relative);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, resolveWith(content, this.#values(task)), {
        mode: 0o600,
      });
    }
  }

  #say(code: 'starting-process' | 'waiting-for-health', message: string): void {
    this.#context.reporter.update({
      state: 'starting',
      reason: { code, message },
    });
  }

  /** Reports a long step, a few times a second at most. */
  #progress(code: 'preparing-environment' | 'pulling-image', message: string) {
    return (evidence: string, progress?: number) => {
      if (Date.now() - this.#progressAt < 300) return;
      this.#progressAt = Date.now();
      this.#context.reporter.update({
        state: 'starting',
        reason: { code, message, evidence: evidence.slice(0, 300), progress },
      });
    };
  }
}
