import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type {
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import { storageStatus } from '../service/storageStatus';

const TAIL_BYTES = 65_536;

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

/**
 * Whoever wished for its removal could not know that not all would be copied
 * back: that has turned out since. Who wishes for it again knows.
 */
export async function hasLeftSince(
  engine: WorkloadEngine,
  { id, summary, changedAt }: WorkloadRecord,
  readSpec: (id: string) => Promise<WorkloadSpec | undefined>,
): Promise<boolean> {
  if (summary.storage !== 'copy') return false;
  const spec = await readSpec(id);
  if (!spec) return false;
  const found = await storageStatus(spec, async task => {
    const { text } = await engine.logs(id, { task, maxBytes: TAIL_BYTES });
    return text;
  });
  return found.some(
    ({ state, since = '' }) =>
      (state === 'left' || state === 'copying-back') &&
      Date.parse(since) > Date.parse(changedAt),
  );
}
