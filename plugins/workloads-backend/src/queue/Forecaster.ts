import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type {
  SiteCapacity,
  WorkloadQueue,
  WorkloadWait,
} from '@astrolabe/plugin-workloads-common';
import type { DatabaseRunStore, Foretelling, LivingRun } from '../database';
import { calibrate, correct, type Foretold } from './calibrate';
import { estimateWaits } from './estimateWaits';
import { HoldingTimes } from './HoldingTimes';
import { inTime } from '../inTime';
import {
  capacityFor,
  lineUp,
  positions,
  resourceOf,
  toRun,
  toRunning,
  type Line,
} from './lineUp';
import type { EndedRun } from './types';

/** How much of the past is looked at. */
const ENDED_RUNS = 3000;
const OUTCOMES = 1000;

/** Where one workload stands now. */
export interface Standing {
  generation: number;
  queue: WorkloadQueue;
}

/** What is the same for all sites of one forecast. */
interface Past {
  now: number;
  times: HoldingTimes;
  foretold: Foretold[];
}

/** Says of all that waits where it stands, and for how long it will wait. */
export class Forecaster {
  readonly #runs: DatabaseRunStore;
  readonly #engines: ReadonlyMap<string, WorkloadEngine>;
  readonly #answerMs: number;
  /** Runs of which this replica has remembered what it told. */
  #remembered = new Set<string>();

  constructor(options: {
    runs: DatabaseRunStore;
    engines: ReadonlyMap<string, WorkloadEngine>;
    engineAnswerSeconds: number;
  }) {
    this.#runs = options.runs;
    this.#engines = options.engines;
    this.#answerMs = options.engineAnswerSeconds * 1000;
  }

  /** By the workload's id. Remembers what it tells of each for the first time. */
  async forecast(now: number = Date.now()): Promise<Map<string, Standing>> {
    const standings = new Map<string, Standing>();
    if (!(await this.#runs.isAnyQueued())) return standings;
    const living = await this.#runs.living();
    const lines = lineUp(living);
    if (lines.length === 0) return standings;
    const [past, capacities] = await Promise.all([
      this.#past(living, now),
      this.#capacities(lines),
    ]);
    const tellings = new Map<string, Foretelling>();
    for (const line of lines) {
      const waits = this.#foresee(line, capacities, past);
      const places = positions(line.waiting);
      line.waiting.forEach(({ id, generation }, index) => {
        const wait = waits[index];
        const run = `${id} ${generation}`;
        if (wait) tellings.set(run, { id, generation, ...wait });
        const told = wait && tell(wait.told, past);
        const queue = { ...places[index], ...(told && { wait: told }) };
        standings.set(id, { generation, queue });
      });
    }
    await this.#remember(tellings, now);
    return standings;
  }

  async #remember(tellings: Map<string, Foretelling>, now: number) {
    const first = [...tellings]
      .filter(([run]) => !this.#remembered.has(run))
      .map(([, telling]) => telling);
    await this.#runs.foretell(first, new Date(now).toISOString());
    this.#remembered = new Set(tellings.keys());
  }

  /** The waits at one site: as the model has them, and as they are told. */
  #foresee(
    { engine, siteId, waiting, holding }: Line,
    capacities: SiteCapacity[],
    { now, times, foretold }: Past,
  ) {
    const site = capacities.find(
      each => each.engine === engine && each.siteId === siteId,
    );
    if (!site) return [];
    const running = holding.map(run => toRunning(run, now));
    const models = estimateWaits(
      {
        capacity: capacityFor(site, running),
        running,
        waiting: waiting.map(toRun),
        isInOrder: this.#isInOrder(engine),
      },
      times,
    );
    const one = (resource: string) =>
      calibrate(foretold, queueOf(engine, siteId, resource));
    const corrections = { gpu: one('gpu'), cpu: one('cpu') };
    return models.map((model, index) => {
      const correction = corrections[resourceOf(waiting[index])];
      return model && { model, told: correct(model, correction) };
    });
  }

  #isInOrder(engine: string): boolean {
    return this.#engines.get(engine)?.capabilities().startsInOrder ?? false;
  }

  async #past(living: LivingRun[], now: number): Promise<Past> {
    const [ended, foretold] = await Promise.all([
      this.#runs.ended(ENDED_RUNS),
      this.#runs.foretold(OUTCOMES),
    ]);
    const running = living.filter(({ placedAt }) => placedAt);
    return {
      now,
      times: new HoldingTimes(
        ended.map(toEnded),
        running.map(run => toRunning(run, now)),
      ),
      foretold: foretold.map(row => toForetold(row, now)),
    };
  }

  /** What engines say that they have; one that does not answer says nothing. */
  async #capacities(lines: Line[]): Promise<SiteCapacity[]> {
    const ids = new Set(lines.map(({ engine }) => engine));
    const answers = await Promise.all(
      [...ids].map(async id => {
        const asked = this.#engines.get(id)?.capacity();
        return asked && inTime(asked, this.#answerMs).catch(() => []);
      }),
    );
    return answers.flatMap(answer => answer ?? []);
  }
}

function tell(
  wait: { p50Seconds: number; p80Seconds: number },
  { now, times }: Past,
): WorkloadWait {
  return {
    p50Seconds: Math.round(wait.p50Seconds),
    p80Seconds: Math.round(wait.p80Seconds),
    samples: times.count,
    at: new Date(now).toISOString(),
  };
}

function queueOf(engine: string, siteId: string, resource: string): string {
  return JSON.stringify([engine, siteId, resource]);
}

type Row<K extends 'ended' | 'foretold'> = Awaited<
  ReturnType<DatabaseRunStore[K]>
>[number];

function toEnded(row: Row<'ended'>): EndedRun {
  return {
    entityRef: row.entity_ref,
    kind: row.kind,
    usesGpu: row.gpu_count > 0,
    heldSeconds: secondsBetween(row.placed_at, row.ended_at),
    isCut: row.ending === 'time-to-live-reached',
  };
}

function toForetold(row: Row<'foretold'>, now: number): Foretold {
  const until = row.placed_at ?? row.ended_at ?? new Date(now).toISOString();
  const resource = row.gpu_count > 0 ? 'gpu' : 'cpu';
  return {
    queue: queueOf(row.engine, row.site_id, resource),
    p80Seconds: row.model_p80_seconds,
    waitedSeconds: secondsBetween(row.foretold_at, until),
    hasStarted: row.placed_at !== null,
  };
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
