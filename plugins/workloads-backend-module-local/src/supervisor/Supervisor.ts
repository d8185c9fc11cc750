import { watch } from 'node:fs';
import path from 'node:path';
import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { workloadLayout, type WorkloadLayout } from '../folder/layout.ts';
import { isCode, readJson } from '../folder/files.ts';
import type { Settings, Wish } from '../folder/types.ts';
import { watchSpace } from './disk.ts';
import { Interruption, type Ending } from './ending.ts';
import { endLeftovers } from './endProcesses.ts';
import { diskFull } from './refusal.ts';
import { Reporter } from './Reporter.ts';
import { Run } from './Run.ts';
import { ContainerRunner } from './runners/ContainerRunner.ts';
import { backOff, pauseFor } from './waiting.ts';

const WISH_POLL_MS = 1000;
const PORT_RETRIES = 3;
/** After this long, earlier restarts are forgiven. */
const STEADY_MS = 10 * 60 * 1000;

/** Makes one workload as its wish says, and reports. Lives until there is nothing left to do. */
export class Supervisor {
  readonly #dataDirectory: string;
  readonly #id: string;
  readonly #settings: Settings;
  readonly #layout: WorkloadLayout;
  readonly #reporter: Reporter;
  #interruption = new AbortController();
  #leaving = false;

  constructor(options: {
    dataDirectory: string;
    id: string;
    settings: Settings;
  }) {
    this.#dataDirectory = options.dataDirectory;
    this.#id = options.id;
    this.#settings = options.settings;
    this.#layout = workloadLayout(options.dataDirectory, options.id);
    this.#reporter = new Reporter(this.#layout);
  }

  async run(): Promise<void> {
    const orphaned = await this.#endLeftovers();
    let first = true;
    for (;;) {
      const wish = this.#readWish();
      if (!wish) return;
      const interrupted = first && orphaned;
      first = false;
      if (await this.#settle(wish)) return;
      if (interrupted && this.#countInterruption(wish)) return;
      await this.#serve(wish);
    }
  }

  /** The system asks this process to end: the workload waits for the engine to take it up again. */
  leave(): void {
    this.#leaving = true;
    this.#interruption.abort(new Interruption());
  }

  /** True when there is nothing to run: all that was to be said is said. */
  async #settle(wish: Wish): Promise<boolean> {
    const { generation } = wish.workload;
    this.#reporter.begin(generation);
    const settled = ['stopped', 'completed', 'failed'].includes(
      this.#reporter.last!.state,
    );
    if (settled) return true;
    if (wish.desired !== 'run') {
      this.#finish('stopped', {
        code: 'stopped-by-person',
        message: 'It was stopped.',
      });
      return true;
    }
    if (wish.paused || this.#leaving) {
      this.#reporter.update({
        state: 'queued',
        readyPorts: [],
        reason: {
          code: 'restarting',
          message: 'It was stopped with the portal, and starts again with it.',
        },
      });
      return true;
    }
    return false;
  }

  /** One generation, from its first attempt to its end or to another wish. */
  async #serve(wish: Wish): Promise<void> {
    this.#interruption = new AbortController();
    const { signal } = this.#interruption;
    const closeWatches = this.#watch(wish);
    try {
      for (;;) {
        const run = this.#newRun(wish, signal);
        const ending = await this.#attempt(run);
        if (!ending) {
          if (this.#readWish()?.desired === 'stop') await this.#after(run);
          return;
        }
        if (!this.#mayRetry(wish, ending)) {
          if (this.#reporter.last?.startedAt) await this.#after(run);
          this.#finish(ending.state, ending.reason);
          return;
        }
        await this.#pause(ending, signal);
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      closeWatches();
    }
  }

  /** @returns undefined when another wish came */
  async #attempt(run: Run): Promise<Ending | undefined> {
    try {
      return await run.untilMainEnds();
    } catch (error) {
      if (error instanceof Interruption) return error.ending;
      throw error;
    }
  }

  #newRun(wish: Wish, signal: AbortSignal): Run {
    return new Run({
      dataDirectory: this.#dataDirectory,
      layout: this.#layout,
      settings: this.#settings,
      wish,
      reporter: this.#reporter,
      signal,
      onDiskFull: evidence => this.#interrupt(fullDisk(evidence)),
    });
  }

  /** The tasks after the main one; given up when the workload is to be removed. */
  async #after(run: Run): Promise<void> {
    const removal = new AbortController();
    const timer = setInterval(() => {
      if (this.#leaving || this.#readWish()?.desired === 'remove')
        removal.abort();
    }, 200);
    try {
      await run.after(removal.signal);
    } finally {
      clearInterval(timer);
    }
  }

  #mayRetry(wish: Wish, ending: Ending): boolean {
    if (!ending.mayRetry) return false;
    const { startedAt, restarts = 0 } = this.#reporter.last ?? {};
    const steady = startedAt && Date.now() - Date.parse(startedAt) > STEADY_MS;
    if (steady) this.#reporter.update({ restarts: 0 });
    const asked = allowedRestarts(wish);
    const limit =
      ending.reason.code === 'port-in-use'
        ? Math.max(asked, PORT_RETRIES)
        : asked;
    return steady ? limit > 0 : restarts < limit;
  }

  async #pause(ending: Ending, signal: AbortSignal): Promise<void> {
    const restarts = this.#reporter.last?.restarts ?? 0;
    const pauseMs = backOff(this.#settings.restartDelayMs, restarts);
    this.#reporter.update({
      state: 'starting',
      restarts: restarts + 1,
      readyPorts: [],
      reason: {
        code: 'restarting',
        message: `${ending.reason.message} It is started again in ${Math.ceil(
          pauseMs / 1000,
        )} s.`,
        evidence: ending.reason.evidence,
        nextStep: ending.reason.nextStep,
      },
    });
    await pauseFor(pauseMs, signal);
  }

  /** Another wish, the end of its time, a full disk: each interrupts the run. */
  #watch(wish: Wish): () => void {
    const { timeToLiveSeconds } = wish.workload.spec.lifetime;
    const look = () => {
      if (isSameWish(wish, this.#readWish())) {
        const { firstStartedAt } = this.#reporter.last ?? {};
        if (!timeToLiveSeconds || !firstStartedAt) return;
        const age = Date.now() - Date.parse(firstStartedAt);
        if (age >= timeToLiveSeconds * 1000) this.#interrupt(endOfTime());
      } else {
        this.#interrupt();
      }
    };
    const timer = setInterval(look, timeToLiveSeconds ? 200 : WISH_POLL_MS);
    const watcher = watch(this.#layout.root, (_event, name) => {
      if (name === path.basename(this.#layout.wish)) look();
    });
    watcher.on('error', () => undefined); // The folder went: the timer sees it too.
    const closeSpace = watchSpace(this.#layout, {
      minimumFreeDiskBytes: this.#settings.minimumFreeDiskBytes,
      onFull: evidence => this.#interrupt(fullDisk(evidence)),
    });
    look();
    return () => {
      clearInterval(timer);
      watcher.close();
      closeSpace();
    };
  }

  #interrupt(ending?: Ending): void {
    if (this.#interruption.signal.aborted) return;
    this.#interruption.abort(new Interruption(ending));
    this.#reporter.update({
      state: 'stopping',
      readyPorts: [],
      reason: ending?.reason ?? {
        code:
          this.#readWish()?.desired === 'run'
            ? 'restarting'
            : 'stopped-by-person',
        message: 'It is being stopped.',
      },
    });
  }

  /** A batch that may run once must not run twice because its supervisor was killed. */
  #countInterruption(wish: Wish): boolean {
    const { restarts = 0 } = this.#reporter.last ?? {};
    if (restarts < allowedRestarts(wish)) {
      this.#reporter.update({ restarts: restarts + 1 });
      return false;
    }
    this.#finish('failed', {
      code: 'lost-sight',
      message:
        'The process that looked after it was killed, and what it ran was ended.',
      nextStep: 'Restart it when running it again does no harm.',
    });
    return true;
  }

  async #endLeftovers(): Promise<boolean> {
    const { last } = this.#reporter;
    const found = await endLeftovers(this.#id, last?.leftovers);
    let containers = false;
    const socket = this.#readWish()?.containerSocket;
    if (socket) {
      const runner = await ContainerRunner.connect(socket);
      containers = await runner.endAll(this.#id).catch(() => false);
    }
    if (last) {
      const leftovers = { processes: [], cgroups: [], containers: false };
      this.#reporter.update({ leftovers, readyPorts: [] });
    }
    const began = (last?.leftovers.processes.length ?? 0) > 0;
    return (found || containers || began) && last?.startedAt !== undefined;
  }

  /** Something that nobody foresaw: said as it is, once, instead of trying for ever. */
  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    this.#finish(
      'failed',
      isCode(error, 'ENOSPC')
        ? diskFull(message).reason
        : {
            code: 'engine-refused',
            message: 'It could not be started on this machine.',
            evidence: message,
            nextStep: 'Show this to who looks after the portal.',
          },
    );
  }

  #finish(state: Ending['state'], reason: WorkloadReason): void {
    this.#reporter.update({ state, reason, readyPorts: [], ports: {} });
  }

  #readWish(): Wish | undefined {
    return readJson<Wish>(this.#layout.wish);
  }
}

function allowedRestarts({ workload }: Wish): number {
  const { kind, restarts } = workload.spec.lifetime;
  return restarts ?? (kind === 'service' ? 3 : 0);
}

function isSameWish(one: Wish, other: Wish | undefined): boolean {
  return (
    other !== undefined &&
    one.desired === other.desired &&
    Boolean(one.paused) === Boolean(other.paused) &&
    one.workload.generation === other.workload.generation
  );
}

function endOfTime(): Ending {
  return {
    state: 'stopped',
    reason: {
      code: 'time-to-live-reached',
      message: 'Its time to live has ended.',
      nextStep: 'Restart it to have it for as long again.',
    },
    mayRetry: false,
  };
}

function fullDisk(evidence: string): Ending {
  return {
    state: 'failed',
    reason: diskFull(evidence).reason,
    mayRetry: false,
  };
}
