import { waitForLock } from '../../folder/lock.ts';
import { Refusal } from '../refusal.ts';
import type { EnvironmentRequest } from './types.ts';

/** Longer than any install takes; shorter than forever, should one hang. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Does a piece of work on a folder that only one workload may do at a time. */
export async function withLock<T>(
  request: EnvironmentRequest,
  { folder, waiting }: { folder: string; waiting: string },
  work: () => Promise<T>,
): Promise<T> {
  const file = `${folder}.lock`;
  const lock = await waitForLock(file, {
    timeoutMs: TIMEOUT_MS,
    signal: request.signal,
    onWait: () => request.onProgress(waiting),
  });
  if (!lock) {
    throw new Refusal({
      code: 'environment-failed',
      message: 'Another workload has been installing its packages for an hour.',
      evidence: `${file} is held`,
      nextStep: 'Stop the other workload, then restart this one.',
    });
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
