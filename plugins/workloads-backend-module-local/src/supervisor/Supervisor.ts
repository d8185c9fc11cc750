import path from 'node:path';
import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { requirementsOf } from '@astrolabe/plugin-workloads-common/resources';
import { isSettled } from '@astrolabe/plugin-workloads-common/states';
import { workloadLayout, type WorkloadLayout } from '../folder/layout.ts';
import { isDiskFull, readJson } from '../folder/files.ts';
import { unmountAll } from '../folder/unmount.ts';
import { watchFolder } from '../folder/watchFolder.ts';
import type { Settings, Wish } from '../folder/types.ts';
import { DISK_FLOOR_BYTES, watchSpace } from './disk.ts';
import { Interruption, type Ending } from './ending.ts';
import { endLeftovers } from './endProcesses.ts';
import { diskFull, Refusal } from './refusal.ts';
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
    try {
      await this.#untilSettled(orphaned);
    } finally {
      await this.#reporter.flushed();
    }
  }

  /** @param orphaned the generation that an earlier supervisor could not bring to its end */
  async #untilSettled(orphaned: number | undefined): Promise<void> {
    let interrupted = orphaned;
    for (;;) {
      const wish = this.#readWish();
      const isAgain = wish?.workload.generation === interrupted;
      if (isAgain && wish?.desired === 'stop') await this.#afterAll(wish);
      if (!wish || (await this.#settle(wish))) return;
      if (isAgain && (await this.#countInterruption(wish))) return;
      interrupted = undefined;
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
    if (isSettled(this.#reporter.last!.state)) {
      await this.#again(wish);
      return true;
    }
    if (wish.desired !== 'run') {
      this.#finish('stopped', because('stopped-by-person.stopped'));
      return true;
    }
    if (wish.paused || this.#leaving) {
      this.#reporter.update({
        state: 'queued',
        readyPorts: [],
        reason: because('restarting.withPortal'),
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
          if (this.#readWish()?.desired === 'stop')
            await this.#after(run, wish);
          return;
        }
        if (!this.#mayRetry(wish, ending)) {
          if (this.#reporter.last?.startedAt) await this.#after(run, wish);
          this.#finish(ending.state, ending.reason);
          return;
        }
        if (await this.#pause(ending, signal)) continue;
        // It has run: what it has changed is brought away also between two attempts.
        if (this.#readWish()?.desired === 'stop') await this.#after(run, wish);
        return;
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
      onDiskFull: evidence => this.#interrupt(refused(diskFull(evidence))),
    });
  }

  /** The tasks after the main one; given up when time is over, or the workload is to be removed or started anew. */
  async #after(run: Run, { workload }: Wish): Promise<void> {
    const giveUp = new AbortController();
    // What is copied back takes as long as it takes; whoever removes it ends it.
    const isLong = workload.spec.tasks.some(
      ({ role, purpose, mounts }) =>
        role === 'after' && purpose === 'storage' && !mounts,
    );
    const ends = isLong ? Infinity : Date.now() + this.#settings.afterLimitMs;
    const timer = setInterval(() => {
      const wish = this.#readWish();
      const isOther =
        wish?.desired === 'remove' ||
        wish?.workload.generation !== workload.generation;
      if (this.#leaving || isOther || Date.now() > ends) giveUp.abort();
    }, 200);
    try {
      await run.after(giveUp.signal);
    } finally {
      clearInterval(timer);
    }
  }

  /** Once more for one that has ended, of which something is left, when a person asks for that. */
  async #again(wish: Wish): Promise<void> {
    const { state, reason, again } = this.#reporter.last!;
    if (!wish.again || wish.again === again) return;
    await this.#afterwards(wish);
    // Left half-way, it is begun again.
    if (!this.#leaving) {
      this.#reporter.update({ state, reason, again: wish.again });
    }
  }

  /** The same for what another supervisor ran, which was killed. */
  async #afterAll(wish: Wish): Promise<void> {
    if (!isSettled(this.#reporter.last!.state)) await this.#afterwards(wish);
  }

  async #afterwards(wish: Wish): Promise<void> {
    try {
      await this.#after(this.#newRun(wish, this.#interruption.signal), wish);
    } catch (error) {
      // How the program ended is what its owner asks about.
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
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

  /** @returns false when another wish came meanwhile */
  async #pause(ending: Ending, signal: AbortSignal): Promise<boolean> {
    const restarts = this.#reporter.last?.restarts ?? 0;
    const pauseMs = backOff(this.#settings.restartDelayMs, restarts);
    this.#reporter.update({
      state: 'starting',
      restarts: restarts + 1,
      readyPorts: [],
      reason: because('restarting.again', {
        reason: ending.reason,
        seconds: Math.ceil(pauseMs / 1000),
      }),
    });
    try {
      await pauseFor(pauseMs, signal);
      return true;
    } catch (error) {
      if (!signal.aborted) throw error;
      return false;
    }
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
    const watcher = watchFolder(this.#layout.root, name => {
      if (name === path.basename(this.#layout.wish)) look();
    });
    const { diskBytes } = requirementsOf(wish.workload.spec);
    const closeSpace = watchSpace(this.#layout, {
      minimumFreeDiskBytes: this.#settings.minimumFreeDiskBytes,
      limitBytes: Math.max(diskBytes, DISK_FLOOR_BYTES),
      hasOtherUsers: wish.containerSocket !== undefined,
      onFull: refusal => this.#interrupt(refused(refusal)),
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
      reason:
        ending?.reason ??
        because(
          this.#readWish()?.desired === 'run'
            ? 'restarting.stopping'
            : 'stopped-by-person.stopping',
        ),
    });
  }

  /** A batch that may run once must not run twice because its supervisor was killed. */
  async #countInterruption(wish: Wish): Promise<boolean> {
    const { restarts = 0 } = this.#reporter.last ?? {};
    if (restarts < allowedRestarts(wish)) {
      this.#reporter.update({ restarts: restarts + 1 });
      return false;
    }
    await this.#afterAll(wish);
    this.#finish('failed', because('lost-sight.interrupted'));
    return true;
  }

  /** @returns the generation that ran, when one did */
  async #endLeftovers(): Promise<number | undefined> {
    const { last } = this.#reporter;
    const found = await endLeftovers(this.#id, last?.leftovers);
    this.#unmount();
    const containers = await this.#endContainers();
    if (!last) return undefined;
    const began = last.leftovers.processes.length > 0;
    this.#reporter.update({
      leftovers: { processes: [], cgroups: [], containers: false },
      readyPorts: [],
    });
    const ran = (found || containers || began) && last.startedAt !== undefined;
    return ran ? last.generation : undefined;
  }

  /** What a killed one had mounted nobody serves any more. */
  #unmount(): void {
    try {
      unmountAll(this.#layout.mounts);
    } catch {
      // Whoever mounts there next, or removes all of it, tries again.
    }
  }

  /** Throws when there may be some and they cannot be reached: never may one run twice. */
  async #endContainers(): Promise<boolean> {
    const socket = this.#readWish()?.containerSocket;
    if (!socket) return false;
    try {
      const runner = await ContainerRunner.connect(socket);
      return await runner.endAll(this.#id);
    } catch (error) {
      if (!this.#reporter.last?.leftovers.containers) return false;
      this.#reporter.update({
        state: 'lost',
        readyPorts: [],
        reason: {
          ...because('engine-unreachable.containersLost'),
          evidence: error instanceof Error ? error.message : String(error),
        },
      });
      throw error;
    }
  }

  /** Something that nobody foresaw: said as it is, once, instead of trying for ever. */
  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    const { reason } = isDiskFull(error)
      ? diskFull(message)
      : new Refusal({
          ...because('engine-refused.unforeseen'),
          evidence: message,
        });
    this.#finish('failed', reason);
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
    reason: because('time-to-live-reached.over'),
    mayRetry: false,
  };
}

function refused({ reason }: Refusal): Ending {
  return { state: 'failed', reason, mayRetry: false };
}
