import {
  isSettled,
  workloadStates,
  type Holding,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import type { HolderRow, WorkloadRow } from './rows';
import type { HeldQuery } from './types';

const living = workloadStates.filter(state => !isSettled(state));

/** What living workloads hold together, added up by the database. */
export async function sumHeld(
  db: Knex,
  { ownerRef, holders, kinds, community }: HeldQuery,
): Promise<Holding> {
  const rows = db<WorkloadRow>('workloads')
    .whereIn('state', living)
    .groupBy('gpu_model')
    .select({ model: 'gpu_model' })
    .count({ workloads: '*' })
    .sum({
      cpuCores: 'cpu_cores',
      memoryBytes: 'memory_bytes',
      diskBytes: 'disk_bytes',
      gpuCount: 'gpu_count',
    });
  if (ownerRef !== undefined) rows.where('owner_ref', ownerRef);
  if (community !== undefined) rows.where({ community });
  if (kinds) rows.whereIn('kind', kinds);
  if (holders) {
    const theirs = db<HolderRow>('workload_holders')
      .whereIn('holder_ref', holders)
      .select('workload_id');
    rows.whereIn('id', theirs);
  }
  const groups: Record<string, unknown>[] = await rows;
  const total = (key: string) =>
    groups.reduce((sum, group) => sum + Number(group[key]), 0);
  return {
    workloads: total('workloads'),
    cpuCores: total('cpuCores'),
    memoryBytes: total('memoryBytes'),
    diskBytes: total('diskBytes'),
    gpuCount: total('gpuCount'),
    gpuModels: Object.fromEntries(
      groups
        .filter(({ model }) => model !== null)
        .map(({ model, gpuCount }) => [String(model), Number(gpuCount)]),
    ),
  };
}

/** Says whom a workload counts for. */
export async function writeHolders(
  db: Knex,
  workloadId: string,
  holders: string[],
): Promise<void> {
  const rows = [...new Set(holders)].map(holder => ({
    workload_id: workloadId,
    holder_ref: holder,
  }));
  if (rows.length > 0) await db<HolderRow>('workload_holders').insert(rows);
}
