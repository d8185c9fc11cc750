import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadQueue } from '@astrolabe/plugin-workloads-common';
import type { DatabaseRunStore, WorkloadRecord } from '../database';
import type { Forecaster, Standing } from './Forecaster';

/** After a change, so that many at once are one. */
const SETTLE_MS = 1000;
/** Without any: time passes, and other replicas change things too. */
const REFRESH_MS = 15_000;
const PRUNE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A wait that is told anew: it has changed by more than this part. */
const NEWS = 0.2;
const LEAST_NEWS_SECONDS = 120;

/** How much of the history is kept. */
export interface HistoryLimits {
  days: number;
  rows: number;
}

/**
 * Where each waiting workload stands, kept in memory by each replica: lists and
 * pages read it and ask nobody. It is a few seconds behind.
 */
export class QueueBoard {
  readonly #forecaster: Forecaster;
  readonly #runs: DatabaseRunStore;
  readonly #history: HistoryLimits;
  readonly #logger: LoggerService;
  #standings = new Map<string, Standing>();
  /** As pages were last told. */
  #told = new Map<string, Standing>();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;
  #pruneAt = 0;
  #onMoved: ((id: string) => Promise<void>) | undefined;
  #working: Promise<void> | undefined;

  constructor(options: {
    forecaster: Forecaster;
    runs: DatabaseRunStore;
    history: HistoryLimits;
    logger: LoggerService;
  }) {
    this.#forecaster = options.forecaster;
    this.#runs = options.runs;
    this.#history = options.history;
    this.#logger = options.logger;
  }

  /** Where it stands, if it waits and that is known by now. */
  of({ id, generation, state }: WorkloadRecord): WorkloadQueue | undefined {
    const standing = this.#standings.get(id);
    const holds = state === 'queued' && standing?.generation === generation;
    return holds ? standing.queue : undefined;
  }

  /** @param onMoved - called with each workload whose standing has changed */
  start(onMoved: (id: string) => Promise<void>): void {
    this.#onMoved = onMoved;
    this.#refreshIn(0);
  }

  async stop(): Promise<void> {
    this.#onMoved = undefined;
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** Something has changed that others may wait for. */
  changed(): void {
    this.#refreshIn(SETTLE_MS);
  }

  #refreshIn(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (!this.#onMoved || this.#working || at >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => {
      this.#working = this.#refresh().finally(() => {
        this.#working = undefined;
        this.#dueAt = Infinity;
        this.#refreshIn(REFRESH_MS);
      });
    }, milliseconds).unref();
  }

  async #refresh(): Promise<void> {
    try {
      await this.#prune();
      this.#standings = await this.#forecaster.forecast();
      await this.#tell();
    } catch (error) {
      this.#logger.warn('Could not look at what waits', error as Error);
    }
  }

  async #tell(): Promise<void> {
    const told = new Map<string, Standing>();
    for (const [id, standing] of this.#standings) {
      const before = this.#told.get(id);
      const isSame = before && !isNews(before.queue, standing.queue);
      told.set(id, isSame ? before : standing);
      if (!isSame) await this.#onMoved?.(id);
    }
    this.#told = told;
  }

  async #prune(): Promise<void> {
    if (Date.now() < this.#pruneAt) return;
    this.#pruneAt = Date.now() + PRUNE_MS;
    const { days, rows } = this.#history;
    const before = new Date(Date.now() - days * DAY_MS).toISOString();
    await this.#runs.prune({ before, rows });
  }
}

function isNews(before: WorkloadQueue, after: WorkloadQueue): boolean {
  const isElsewhere =
    before.position !== after.position || before.total !== after.total;
  if (isElsewhere || !before.wait !== !after.wait) return true;
  const [told, now] = [before, after].map(({ wait }) => wait?.p80Seconds ?? 0);
  return Math.abs(told - now) > NEWS * Math.max(now, LEAST_NEWS_SECONDS);
}
