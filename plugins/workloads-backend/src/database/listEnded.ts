import { isSettled, workloadStates } from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { fromRow, recordColumns, type WorkloadRow } from './rows';
import type { WorkloadRecord } from './types';

/** What has ended at an engine and is to stay, the oldest first. */
export async function listEnded(
  db: Knex,
  { engine, limit }: { engine: string; limit: number },
  narrow: (query: Knex.QueryBuilder<WorkloadRow>) => void,
): Promise<WorkloadRecord[]> {
  const rows = await db<WorkloadRow>('workloads')
    .select(...recordColumns)
    .where({ engine })
    .whereIn('state', workloadStates.filter(isSettled))
    .whereNot({ desired: 'delete' })
    .modify(narrow)
    .orderBy('changed_at')
    .limit(limit);
  return rows.map(fromRow);
}
