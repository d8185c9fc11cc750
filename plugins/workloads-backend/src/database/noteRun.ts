import { isSettled } from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import type { WorkloadRecord } from './types';

/** One row of `workload_runs`. */
export interface RunRow {
  workload_id: string;
  generation: number;
  engine: string;
  site_id: string;
  entity_ref: string;
  kind: WorkloadRecord['summary']['lifetime']['kind'];
  cpu_cores: number;
  memory_bytes: number;
  gpu_count: number;
  gpu_model: string | null;
  time_to_live_seconds: number | null;
  queued_at: string;
  placed_at: string | null;
  ended_at: string | null;
  ending: string | null;
  foretold_at: string | null;
  model_p50_seconds: number | null;
  model_p80_seconds: number | null;
  told_p50_seconds: number | null;
  told_p80_seconds: number | null;
}

interface Step {
  before?: WorkloadRecord;
  after: WorkloadRecord;
  at: string;
}

/**
 * Writes into the history of runs what a change of a workload means for its
 * run. In the transaction of the change: either both are known or neither is,
 * and the same change is never made twice.
 */
export async function noteRun(tx: Knex, step: Step): Promise<void> {
  const { before, after, at } = step;
  const isNews =
    before?.state !== after.state || before.generation !== after.generation;
  if (!isNews) return;
  if (before && before.generation < after.generation) {
    await noteEnd(tx, [before.id], { at, ending: 'restarting' });
  }
  if (after.state === 'queued') await noteQueued(tx, after, at);
  else if (isSettled(after.state)) {
    await notePlaced(tx, after, after.startedAt);
    await noteEnd(tx, [after.id], { at, ending: after.reason.code });
  } else if (after.state === 'starting' || after.state === 'running') {
    await notePlaced(tx, after, at);
    // An end that was no end: its engine sees it run again.
    await rowOf(tx, after).update({ ended_at: null, ending: null });
  }
}

/** Runs of these workloads are over, whatever an engine may still say of them. */
export async function noteEnd(
  tx: Knex,
  ids: string[] | Knex.QueryBuilder,
  { at, ending }: { at: string; ending: string },
): Promise<void> {
  await tx<RunRow>('workload_runs')
    .whereIn('workload_id', ids as string[])
    .whereNull('ended_at')
    .update({ ended_at: at, ending });
}

async function noteQueued(
  tx: Knex,
  { id, generation, summary, ...record }: WorkloadRecord,
  at: string,
): Promise<void> {
  const { resources, lifetime } = summary;
  await tx<RunRow>('workload_runs')
    .insert({
      workload_id: id,
      generation,
      engine: record.engine,
      site_id: record.siteId,
      entity_ref: record.entityRef,
      kind: lifetime.kind,
      cpu_cores: resources.cpuCores,
      memory_bytes: resources.memoryBytes,
      gpu_count: resources.gpu?.count ?? 0,
      gpu_model: resources.gpu?.model ?? null,
      time_to_live_seconds: lifetime.timeToLiveSeconds ?? null,
      queued_at: at,
      // The same run waits anew when its engine has lost it.
      placed_at: null,
      ended_at: null,
      ending: null,
      foretold_at: null,
      model_p50_seconds: null,
      model_p80_seconds: null,
      told_p50_seconds: null,
      told_p80_seconds: null,
    })
    .onConflict(['workload_id', 'generation'])
    .merge();
}

async function notePlaced(
  tx: Knex,
  run: WorkloadRecord,
  at: string | undefined,
): Promise<void> {
  if (at === undefined) return;
  await rowOf(tx, run).whereNull('placed_at').update({ placed_at: at });
}

function rowOf(
  tx: Knex,
  { id, generation }: Pick<WorkloadRecord, 'id' | 'generation'>,
) {
  return tx<RunRow>('workload_runs').where({ workload_id: id, generation });
}
