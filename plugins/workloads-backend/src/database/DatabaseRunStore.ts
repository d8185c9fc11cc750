import { isSettled, workloadStates } from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import type { RunRow } from './noteRun';
import type { WorkloadRow } from './rows';
import type { SpecSummary, WorkloadRecord } from './types';

/** A workload that waits or holds resources, as far as a queue asks. */
export interface LivingRun
  extends Pick<
    WorkloadRecord,
    | 'id'
    | 'generation'
    | 'engine'
    | 'siteId'
    | 'entityRef'
    | 'state'
    | 'desired'
    | 'reason'
  > {
  summary: SpecSummary;
  queuedAt: string;
  placedAt?: string;
}

/** What is told of the wait of a run, and what it was before its correction. */
export interface Foretelling {
  id: string;
  generation: number;
  model: { p50Seconds: number; p80Seconds: number };
  told: { p50Seconds: number; p80Seconds: number };
}

type EndedRow = Pick<RunRow, 'entity_ref' | 'kind' | 'gpu_count' | 'ending'> & {
  placed_at: string;
  ended_at: string;
};

type ForetoldRow = Pick<
  RunRow,
  'engine' | 'site_id' | 'gpu_count' | 'placed_at' | 'ended_at'
> & {
  foretold_at: string;
  model_p80_seconds: number;
};

/** The history of runs. It is written where workloads change (`noteRun`). */
export class DatabaseRunStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Whether anything waits, which is cheap to ask. */
  async isAnyQueued(): Promise<boolean> {
    const row = await this.#db('workloads')
      .where({ state: 'queued', desired: 'run' })
      .first('id');
    return row !== undefined;
  }

  /** All that is not settled; those that came first, first. */
  async living(): Promise<LivingRun[]> {
    const rows = await this.#db('workloads as w')
      .leftJoin('workload_runs as r', join =>
        join.on('r.workload_id', 'w.id').andOn('r.generation', 'w.generation'),
      )
      .whereIn(
        'w.state',
        workloadStates.filter(state => !isSettled(state)),
      )
      .select(
        'w.id',
        'w.generation',
        'w.engine',
        'w.site_id',
        'w.entity_ref',
        'w.state',
        'w.desired',
        'w.reason',
        'w.summary',
        'w.created_at',
        'w.started_at',
        'r.queued_at',
        'r.placed_at',
      );
    return rows.map(toLiving).sort(byQueuedAt);
  }

  /** The last that held resources and have ended. */
  async ended(limit: number): Promise<EndedRow[]> {
    return this.#db<RunRow>('workload_runs')
      .whereNotNull('ended_at')
      .whereNotNull('placed_at')
      .orderBy('ended_at', 'desc')
      .limit(limit)
      .select(
        'entity_ref',
        'kind',
        'gpu_count',
        'ending',
        'placed_at',
        'ended_at',
      );
  }

  /** The last of which a wait was foretold. */
  async foretold(limit: number): Promise<ForetoldRow[]> {
    return this.#db<RunRow>('workload_runs')
      .whereNotNull('foretold_at')
      .orderBy('foretold_at', 'desc')
      .limit(limit)
      .select(
        'engine',
        'site_id',
        'gpu_count',
        'placed_at',
        'ended_at',
        'foretold_at',
        'model_p80_seconds',
      );
  }

  /** Remembers what is foretold of runs, the first time; of each replica's the first. */
  async foretell(tellings: Foretelling[], at: string): Promise<void> {
    await this.#db.transaction(async tx => {
      for (const { id, generation, model, told } of tellings) {
        await tx<RunRow>('workload_runs')
          .where({ workload_id: id, generation })
          .whereNull('foretold_at')
          .update({
            foretold_at: at,
            model_p50_seconds: model.p50Seconds,
            model_p80_seconds: model.p80Seconds,
            told_p50_seconds: told.p50Seconds,
            told_p80_seconds: told.p80Seconds,
          });
      }
    });
  }

  /** Forgets what ended before then, and the oldest of more than `rows`. */
  async prune({ before, rows }: { before: string; rows: number }) {
    const ended = () =>
      this.#db<RunRow>('workload_runs').whereNotNull('ended_at');
    await ended().where('ended_at', '<', before).delete();
    const last = await ended()
      .orderBy('ended_at', 'desc')
      .offset(rows)
      .first('ended_at');
    if (last) await ended().where('ended_at', '<=', last.ended_at).delete();
  }
}

type LivingRow = WorkloadRow & {
  queued_at: string | null;
  placed_at: string | null;
};

function toLiving(row: LivingRow): LivingRun {
  const holds = row.state !== 'queued';
  return {
    id: row.id,
    generation: row.generation,
    engine: row.engine,
    siteId: row.site_id,
    entityRef: row.entity_ref,
    state: row.state,
    desired: row.desired,
    reason: JSON.parse(row.reason),
    summary: JSON.parse(row.summary),
    // What is older than the history has no run there.
    queuedAt: row.queued_at ?? row.created_at,
    placedAt: holds ? row.placed_at ?? row.started_at ?? undefined : undefined,
  };
}

function byQueuedAt(one: LivingRun, other: LivingRun): number {
  const [a, b] = [one, other].map(({ queuedAt, id }) => `${queuedAt} ${id}`);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
