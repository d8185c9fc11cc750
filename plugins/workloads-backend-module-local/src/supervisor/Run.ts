import path from 'node:path';
import type {
  WorkloadReason,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { taskReason } from '@astrolabe/plugin-workloads-node/exitReason';
import { coverSecrets } from '@astrolabe/plugin-workloads-node/logText';
import type { Leftovers } from '../folder/types.ts';
import { exitEnding, type Ending } from './ending.ts';
import { endLeftovers } from './endProcesses.ts';
import { gpusOf } from './gpusOf.ts';
import { LogWriter } from './LogWriter.ts';
import { Preparation, type PreparationContext } from './Preparation.ts';
import { Readiness } from './Readiness.ts';
import { Refusal } from './refusal.ts';
import type { RunningTask, TaskExit } from './runners/types.ts';
import { backOff, pauseFor, untilAborted } from './waiting.ts';

/** How long what is mounted may take to end. */
const ARRIVAL_MS = 30_000;

/** What one run of a workload is made of; `signal` is aborted with an `Interruption`. */
export interface RunContext extends PreparationContext {
  onDiskFull(evidence: string): void;
}

/** One attempt at a workload: what is needed, then its tasks by their roles. */
export class Run {
  readonly #context: RunContext;
  readonly #preparation: Preparation;
  #isPrepared = false;
  readonly #running = new Set<RunningTask>();
  readonly #readiness: Readiness;
  readonly #companions: Promise<void>[] = [];
  /** Aborted when the main task has ended, however it did. */
  readonly #over = new AbortController();

  constructor(context: RunContext) {
    this.#context = context;
    this.#preparation = new Preparation(context);
    this.#readiness = new Readiness(names =>
      context.reporter.update({ readyPorts: names }),
    );
  }

  /** Everything up to the end of the main task. All that was started has ended then. */
  async untilMainEnds(): Promise<Ending> {
    const { signal } = this.#context;
    try {
      this.#say(because('starting-process.preparing'));
      await this.#prepare();
      for (const task of this.#tasks('around')) {
        this.#companions.push(this.#keep(task));
      }
      for (const task of this.#tasks('before')) {
        await this.#untilEnd(task, signal);
      }
      for (const task of this.#tasks('beside')) {
        this.#companions.push(this.#keep(task));
      }
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
      this.#over.abort();
      this.#readiness.stop();
      await this.#stopAll();
    }
  }

  /** The tasks that run when the main task has ended, for good. */
  async after(signal: AbortSignal): Promise<void> {
    const tasks = this.#tasks('after');
    if (tasks.length === 0) return;
    try {
      if (!this.#isPrepared) await this.#prepare();
      for (const task of tasks) {
        await this.#untilEnd(task, signal);
      }
    } catch (error) {
      if (!(error instanceof Refusal) && !signal.aborted) throw error;
      // The main task's end is what the owner asked about; the log has this one's.
    } finally {
      await this.#stopAll();
    }
  }

  async #prepare(): Promise<void> {
    await this.#preparation.prepare();
    this.#isPrepared = true;
  }

  async #main(): Promise<Ending> {
    const { reporter, signal } = this.#context;
    const [task] = this.#tasks('main');
    const main = await this.#start(task, signal);
    const startedAt = new Date().toISOString();
    reporter.update({
      startedAt,
      firstStartedAt: reporter.last?.firstStartedAt ?? startedAt,
    });
    this.#watchReadiness(main);
    const ended = main.exited.then(exit => this.#ending(main, exit));
    if (task.health) {
      this.#say(because('waiting-for-health.waiting'));
      const early = await Promise.race([
        ended,
        this.#readiness.healthy(task),
        untilAborted(signal),
      ]);
      if (early) return early;
    }
    reporter.update({
      state: 'running',
      reason: because('ready.runs'),
    });
    return Promise.race([ended, untilAborted(signal)]);
  }

  /** Runs a task that has to succeed. */
  async #untilEnd(task: WorkloadTask, signal: AbortSignal): Promise<void> {
    const running = await this.#start(task, signal);
    const exit = await Promise.race([running.exited, untilAborted(signal)]);
    if (exit.code === 0) return;
    const { reason } = this.#ending(running, exit);
    throw new Refusal(taskReason(task, reason), { mayRetry: true });
  }

  /** Keeps a companion running for as long as the main task does. */
  async #keep(task: WorkloadTask): Promise<void> {
    const { settings, wish } = this.#context;
    const signal = AbortSignal.any([this.#context.signal, this.#over.signal]);
    const limit = wish.workload.spec.lifetime.restarts ?? 3;
    try {
      for (let restarts = 0; restarts <= limit; restarts++) {
        const running = await this.#start(task, signal);
        this.#watchReadiness(running);
        await Promise.race([running.exited, untilAborted(signal)]);
        await pauseFor(backOff(settings.restartDelayMs, restarts), signal);
      }
    } catch (error) {
      // Stopped with the main task, or it cannot start: then its log says why.
      if (error instanceof Refusal) this.#note(task, error);
    }
  }

  #note({ name }: WorkloadTask, { reason }: Refusal): void {
    const log = this.#log(name);
    const lines = [reason.message, reason.evidence, reason.nextStep];
    log.write(Buffer.from(`${lines.filter(Boolean).join('\n')}\n`));
    log.close();
  }

  #log(taskName: string): LogWriter {
    const { layout, settings, onDiskFull } = this.#context;
    return new LogWriter({
      folder: path.join(layout.logs, taskName),
      maxBytes: settings.logBytes,
      onError: error => onDiskFull(String(error)),
    });
  }

  async #start(task: WorkloadTask, signal: AbortSignal): Promise<RunningTask> {
    const { layout, settings, wish } = this.#context;
    const runner = await this.#preparation.runnerOf(task);
    const environment = this.#preparation.environmentOf(task);
    signal.throwIfAborted();
    const log = this.#log(task.name);
    if (this.#preparation.runsInContainer(task)) {
      this.#reportLeftovers({ containers: true });
    }
    const running = await runner.start({
      workloadId: wish.workload.id,
      generation: wish.workload.generation,
      task,
      layout,
      settings,
      log,
      values: this.#preparation.valuesFor(task),
      gpus: gpusOf(task, wish),
      programFolders: environment?.programFolders ?? [],
      environmentVariables: environment?.variables ?? {},
    });
    this.#running.add(running);
    this.#reportLeftovers();
    const forget = () => this.#forget(running);
    running.exited.then(forget, forget);
    if (signal.aborted) await running.stop(settings.stopGraceMs);
    return running;
  }

  #ending({ task, log }: RunningTask, exit: TaskExit): Ending {
    const secrets = Object.values(this.#preparation.secrets);
    return exitEnding({
      exit,
      task,
      tail: coverSecrets(Buffer.from(log.tail()), secrets).toString(),
      lifetime: this.#context.wish.workload.spec.lifetime,
    });
  }

  #forget(running: RunningTask): void {
    if (!this.#running.delete(running)) return;
    running.log.close();
    this.#reportLeftovers();
  }

  /** Ends all, and what has left its parents and groups, too. */
  async #stopAll(): Promise<void> {
    const { settings, wish } = this.#context;
    const isAround = ({ task }: RunningTask) => task.role === 'around';
    const all = [...this.#running];
    await stopEach(
      all.filter(each => !isAround(each)),
      settings.stopGraceMs,
    );
    // What was written last has to arrive in what is mounted.
    await stopEach(
      all.filter(isAround),
      Math.max(settings.stopGraceMs, ARRIVAL_MS),
    );
    await Promise.all(this.#companions);
    await endLeftovers(wish.workload.id, undefined);
  }

  /** Written before anything else happens, so that a successor finds what runs. */
  #reportLeftovers({ containers = false } = {}): void {
    const all = [...this.#running].map(running => running.leftovers);
    const leftovers: Leftovers = {
      processes: all.flatMap(one => one.processes),
      cgroups: all.flatMap(one => one.cgroups),
      containers: containers || all.some(one => one.containers),
    };
    this.#context.reporter.update({ leftovers });
  }

  #watchReadiness({ task, exited }: RunningTask): void {
    const watching = this.#readiness.watch(task, this.#preparation.ports);
    exited.then(watching.stop, watching.stop);
  }

  #tasks(role: WorkloadTask['role']): WorkloadTask[] {
    return this.#context.wish.workload.spec.tasks.filter(
      task => task.role === role,
    );
  }

  #say(reason: WorkloadReason): void {
    this.#context.reporter.update({ state: 'starting', reason });
  }
}

async function stopEach(all: RunningTask[], graceMs: number): Promise<void> {
  await Promise.all(
    all.map(async running => {
      await running.stop(graceMs);
      await running.exited.catch(() => undefined);
    }),
  );
}
