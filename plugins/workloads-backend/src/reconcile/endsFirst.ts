import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { WorkloadState } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';

/** What runs, or is about to end. */
const endable: readonly WorkloadState[] = ['starting', 'running', 'stopping'];

/**
 * What has changed in a copy of a storage is copied back before all is removed.
 *
 * @returns true as long as it has not ended
 */
export async function endsFirst(
  engine: WorkloadEngine,
  { id, summary }: WorkloadRecord,
): Promise<boolean> {
  if (summary.storage !== 'copy') return false;
  const listed = await engine.list();
  const seen = listed.find(({ workloadId }) => workloadId === id);
  if (!seen || !endable.includes(seen.state)) return false;
  await engine.stop(id);
  return true;
}
