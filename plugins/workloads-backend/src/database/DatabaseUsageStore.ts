import type { UsageSample } from '@astrolabe/plugin-workloads-common';
import type { WorkloadUsage } from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import type { WorkloadRow } from './rows';

/** One row of `usage_samples`. */
interface SampleRow {
  workload_id: string;
  generation: number;
  at: string;
  seconds: number;
  /** 0: as measured; or seconds that were put together. */
  grain: number;
  cpu_cores: number | null;
  cpu_peak: number | null;
  memory_bytes: number | null;
  memory_peak: number | null;
  disk_bytes: number | null;
  gpu_share: number | null;
}

/** The most that one workload used; undefined: it is not known. */
export interface Peaks {
  owner: string;
  cpuPeak?: number;
  memoryPeak?: number;
  /** That worked. */
  gpus?: number;
}

/** How long samples are kept as they were measured. */
const FINE_HOURS = 24;
const HOUR = 3600;
const HOUR_MS = HOUR * 1000;

/** What workloads used, on SQLite and PostgreSQL. */
export class DatabaseUsageStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Ids of what runs at an engine and shall. */
  async runningAt(engine: string): Promise<string[]> {
    return this.#db<WorkloadRow>('workloads')
      .where({ engine, state: 'running', desired: 'run' })
      .orderBy('id')
      .pluck('id');
  }

  /** @param seconds for which it is taken to hold, from `at` on */
  async add(
    usages: WorkloadUsage[],
    { at, seconds }: { at: string; seconds: number },
  ): Promise<void> {
    // Some may be gone by now.
    const ids: string[] = await this.#db<WorkloadRow>('workloads')
      .whereIn(
        'id',
        usages.map(({ workloadId }) => workloadId),
      )
      .pluck('id');
    const rows = usages
      .filter(({ workloadId }) => ids.includes(workloadId))
      .map((usage): SampleRow => {
        const { workloadId, generation, diskBytes, gpuShare } = usage;
        const [cpu, memory] = [
          usage.cpuCores ?? null,
          usage.memoryBytes ?? null,
        ];
        return {
          workload_id: workloadId,
          generation,
          at,
          seconds,
          grain: 0,
          cpu_cores: cpu,
          cpu_peak: cpu,
          memory_bytes: memory,
          memory_peak: memory,
          disk_bytes: diskBytes ?? null,
          gpu_share: gpuShare ?? null,
        };
      });
    if (rows.length > 0)
      await this.#db<SampleRow>('usage_samples').insert(rows);
  }

  /** Oldest first. */
  async read(
    workloadId: string,
    { generation, since }: { generation: number; since: string },
  ): Promise<UsageSample[]> {
    const rows = await this.#db<SampleRow>('usage_samples')
      .where({ workload_id: workloadId, generation })
      .where('at', '>=', since)
      .orderBy('at');
    return rows.map(row => ({
      at: row.at,
      seconds: row.seconds,
      cpuCores: row.cpu_cores ?? undefined,
      cpuPeak: row.cpu_peak ?? undefined,
      memoryBytes: row.memory_bytes ?? undefined,
      memoryPeak: row.memory_peak ?? undefined,
      diskBytes: row.disk_bytes ?? undefined,
      gpuShare: row.gpu_share ?? undefined,
    }));
  }

  /** Of each service of an asset that was measured, the most that it used: batches and checks say nothing of it. */
  async peaksOf(entityRef: string): Promise<Peaks[]> {
    const rows: {
      owner: string;
      cpu: number | null;
      memory: number | null;
      gpu_share: number | null;
      gpus: number;
    }[] = await this.#db('usage_samples')
      .join('workloads', 'workloads.id', 'usage_samples.workload_id')
      .where({ 'workloads.entity_ref': entityRef, 'workloads.kind': 'service' })
      .groupBy('workloads.id', 'workloads.gpu_count', 'workloads.owner_ref')
      .select(
        this.#db.raw('max(usage_samples.cpu_peak) as cpu'),
        this.#db.raw('max(usage_samples.memory_peak) as memory'),
        this.#db.raw('max(usage_samples.gpu_share) as gpu_share'),
        this.#db.raw('workloads.gpu_count as gpus'),
        this.#db.raw('workloads.owner_ref as owner'),
      );
    return rows.map(({ owner, cpu, memory, gpu_share: share, gpus }) => ({
      owner,
      cpuPeak: cpu ?? undefined,
      memoryPeak: memory ?? undefined,
      gpus: gpusUsed(gpus, share),
    }));
  }

  /** Puts what is older than a day together, by the hour, and forgets what is too old. */
  async condense(days: number, now = Date.now()): Promise<void> {
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const fineUntil = new Date(hour - FINE_HOURS * HOUR_MS).toISOString();
    const forgotten = new Date(now - days * 24 * HOUR_MS).toISOString();
    await this.#db.transaction(async tx => {
      const old = () =>
        tx<SampleRow>('usage_samples')
          .where({ grain: 0 })
          .where('at', '<', fineUntil);
      const begin = `substr(at, 1, 13) || ':00:00.000Z'`;
      const mean = (column: string) =>
        tx.raw(
          `sum(${column} * seconds) / sum(case when ${column} is null then null else seconds end)`,
        );
      await tx(
        tx.raw('usage_samples (??, ??, ??, ??, ??, ??, ??, ??, ??, ??, ??)', [
          ...['workload_id', 'generation', 'at', 'seconds', 'grain'],
          ...['cpu_cores', 'cpu_peak', 'memory_bytes', 'memory_peak'],
          ...['disk_bytes', 'gpu_share'],
        ]),
      ).insert(
        old()
          .select(
            'workload_id',
            'generation',
            tx.raw(`${begin} as at`),
            tx.raw('sum(seconds)'),
            tx.raw(String(HOUR)),
            mean('cpu_cores'),
            tx.raw('max(cpu_peak)'),
            mean('memory_bytes'),
            tx.raw('max(memory_peak)'),
            tx.raw('max(disk_bytes)'),
            mean('gpu_share'),
          )
          .groupByRaw(`workload_id, generation, ${begin}`),
      );
      await old().delete();
      await tx<SampleRow>('usage_samples')
        .where({ grain: HOUR })
        .where('at', '<', forgotten)
        .delete();
    });
  }
}

/** What it had and never touched, it did not use; undefined: it is not known. */
function gpusUsed(gpus: number, share: number | null): number | undefined {
  if (gpus === 0) return 0;
  if (share === null) return undefined;
  return share > 0 ? gpus : 0;
}
