import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import {
  isLeftBehind,
  type WorkloadSpec,
  type WorkloadState,
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
  { id, summary, givesUp }: WorkloadRecord,
): Promise<boolean> {
  if (summary.storage !== 'copy' || givesUp) return false;
  const listed = await engine.list();
  const seen = listed.find(({ workloadId }) => workloadId === id);
  if (!seen || !endable.includes(seen.state)) return false;
  await engine.stop(id);
  return true;
}

/**
 * Whether it has what it could not copy back, and nobody has given that up. Who
 * wished for its removal while it ran could not know.
 *
 * @throws when its engine cannot be asked: it is tried again
 */
export async function hasLeft(
  engine: WorkloadEngine,
  { id, summary, startedAt, givesUp }: WorkloadRecord,
  readSpec: (id: string) => Promise<WorkloadSpec | undefined>,
): Promise<boolean> {
  if (summary.storage !== 'copy' || givesUp) return false;
  const spec = await readSpec(id);
  if (!spec) return false;
  const found = await storageStatus(spec, task => readTail(engine, id, task));
  const silent = found.find(
    ({ state, reason }) => state === 'unknown' && reason,
  );
  if (silent) throw new Error(silent.reason);
  const run = { hasEnded: true, hasStarted: Boolean(startedAt) };
  return found.some(status => isLeftBehind(status, run));
}

/** What the engine has never heard of has left nothing there. */
async function readTail(
  engine: WorkloadEngine,
  id: string,
  task: string,
): Promise<{ text: string }> {
  try {
    return await engine.logs(id, { task, maxBytes: TAIL_BYTES });
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return { text: '' };
    throw error;
  }
}
