import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  WorkloadEngine,
  WorkloadUsage,
} from '@astrolabe/plugin-workloads-node';
import type { DatabaseChores, DatabaseUsageStore } from '../database';
import { Rounds } from '../Rounds';

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
  readonly #failing = new Set<string>();
  readonly #rounds: Rounds[] = [];

  constructor(options: UsageSamplerOptions) {
    this.#options = options;
  }

  start(): void {
    const { engines, samples, usage } = this.#options;
    if (usage.everySeconds === 0) return;
    for (const engine of engines.values()) {
      const name = `usage:${engine.id}`;
      this.#inTurn(name, usage.everySeconds, rounds =>
        this.#measureAll(engine, { name, rounds }),
      );
    }
    this.#inTurn('usage-condense', CONDENSE_SECONDS, () =>
      samples.condense(usage.days),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.#rounds.map(rounds => rounds.stop()));
  }

  #inTurn(
    name: string,
    seconds: number,
    work: (rounds: Rounds) => Promise<void>,
  ): void {
    const rounds = new Rounds();
    this.#rounds.push(rounds);
    rounds.start(
      seconds / LOOKS_PER_ROUND,
      async () => {
        if (await this.#options.chores.take(name, seconds)) await work(rounds);
        this.#failing.delete(name);
      },
      error => this.#warnOnce(name, error),
    );
  }

  async #measureAll(
    engine: WorkloadEngine,
    { name, rounds }: { name: string; rounds: Rounds },
  ): Promise<void> {
    const { samples, chores, usage } = this.#options;
    const ids = await samples.runningAt(engine.id);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      if (rounds.isOver) return;
      const began = Date.now();
      const some = ids.slice(from, from + AT_ONCE);
      const measured = await engine.usage(some);
      const at = new Date().toISOString();
      await samples.add(measured, { at, seconds: usage.everySeconds });
      await this.#options.onMeasured?.(measured, at);
      const isLast = from + AT_ONCE >= ids.length;
      if (isLast) return;
      const left = some.length / usage.perSecond - (Date.now() - began) / 1000;
      await rounds.rest(left * 1000);
      // Whoever is slow keeps the turn: nobody measures the same beside it.
      await chores.keep(name, usage.everySeconds);
    }
  }

  /** A silent engine is no news in each round. */
  #warnOnce(name: string, error: Error): void {
    if (this.#failing.has(name)) return;
    this.#failing.add(name);
    this.#options.logger.warn(`'${name}' is tried again and again`, error);
  }
}
