import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { lockFileOf } from '../../folder/layout.ts';
import { waitForLock, type Lock } from '../../folder/lock.ts';
import { Refusal } from '../refusal.ts';
import type { EnvironmentRequest } from './types.ts';

/** Longer than any install takes; shorter than forever, should one hang. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Does a piece of work on a folder that only one workload may do at a time. */
export async function withLock<T>(
  request: EnvironmentRequest,
  where: { folder: string; waiting: string },
  work: () => Promise<T>,
): Promise<T> {
  const lock = await lockOf(request, where);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** The lock of a folder, as soon as it is free: alone, or shared with others who only use it. */
export async function lockOf(
  request: EnvironmentRequest,
  where: { folder: string; waiting: string; shared?: boolean },
): Promise<Lock> {
  const file = lockFileOf(where.folder);
  const lock = await waitForLock(file, {
    timeoutMs: TIMEOUT_MS,
    shared: where.shared,
    signal: request.signal,
    onWait: () => request.onProgress(where.waiting),
  });
  if (lock) return lock;
  throw new Refusal({
    ...because('environment-failed.locked'),
    evidence: `${file} is held`,
  });
}
