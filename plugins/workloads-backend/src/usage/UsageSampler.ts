import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  WorkloadEngine,
  WorkloadUsage,
} from '@astrolabe/plugin-workloads-node';
import type { DatabaseChores, DatabaseUsageStore } from '../database';

/** So many are measured and written down together. */
const AT_ONCE = 25;
const CONDENSE_SECONDS = 3600;
/** A replica that is due looks so often in the time of one round. */
const LOOKS_PER_ROUND = 4;

interface UsageSamplerOptions {
  samples: DatabaseUsageStore;
  chores: DatabaseChores;
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  /** How often each is measured, how many in a second, how long it is kept. */
  usage: { everySeconds: number; perSecond: number; days: number };
  /** Called with what was measured. */
  onMeasured?(usages: WorkloadUsage[], at: string): Promise<void>;
}

/**
 * Measures what runs, now and then, and never faster than it may: engines ask
 * their machines for it one by one. Of several replicas, one has the turn of an
 * engine; it may be killed anywhere, and another goes on.
 */
export class UsageSampler {
  readonly #options: UsageSamplerOptions;
  readonly #abort = new AbortController();
  readonly #failing = new Set<string>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: UsageSamplerOptions) {
    this.#options = options;
  }

  start(): void {
    const { engines, samples, usage } = this.#options;
    if (usage.everySeconds === 0) return;
    this.#running = Promise.all([
      ...[...engines.values()].map(engine =>
        this.#inTurn(`usage:${engine.id}`, usage.everySeconds, name =>
          this.#measureAll(engine, name),
        ),
      ),
      this.#inTurn('usage-condense', CONDENSE_SECONDS, () =>
        samples.condense(usage.days),
      ),
    ]);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #inTurn(
    name: string,
    seconds: number,
    work: (name: string) => Promise<void>,
  ): Promise<void> {
    while (!this.#abort.signal.aborted) {
      try {
        if (await this.#options.chores.take(name, seconds)) await work(name);
        this.#failing.delete(name);
      } catch (error) {
        this.#warnOnce(name, error as Error);
      }
      await this.#wait(seconds / LOOKS_PER_ROUND);
    }
  }

  async #measureAll(engine: WorkloadEngine, turn: string): Promise<void> {
    const { samples, chores, usage } = this.#options;
    const ids = await samples.runningAt(engine.id);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      if (this.#abort.signal.aborted) return;
      const began = Date.now();
      const some = ids.slice(from, from + AT_ONCE);
      const measured = await engine.usage(some);
      const at = new Date().toISOString();
      await samples.add(measured, { at, seconds: usage.everySeconds });
      await this.#options.onMeasured?.(measured, at);
      const isLast = from + AT_ONCE >= ids.length;
      if (isLast) return;
      const left = some.length / usage.perSecond - (Date.now() - began) / 1000;
      await this.#wait(left);
      // Whoever is slow keeps the turn: nobody measures the same beside it.
      await chores.keep(turn, usage.everySeconds);
    }
  }

  /** A silent engine is no news in each round. */
  #warnOnce(name: string, error: Error): void {
    if (this.#failing.has(name) || this.#abort.signal.aborted) return;
    this.#failing.add(name);
    this.#options.logger.warn(`'${name}' is tried again and again`, error);
  }

  async #wait(seconds: number): Promise<void> {
    const { signal } = this.#abort;
    const milliseconds = Math.max(0, seconds * 1000);
    await pause(milliseconds, undefined, { signal, ref: false }).catch(
      () => {},
    );
  }
}
