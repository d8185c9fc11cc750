import type { WorkloadRecord } from './database';

/** What a program said last may reach its log a moment after its end, on a busy node. */
const SETTLE_MS = 1000;

/** How long to wait for the last words of what has ended, in milliseconds; 0 or less: they are there. */
export function untilAllIsSaid({ changedAt }: WorkloadRecord): number {
  return SETTLE_MS - (Date.now() - Date.parse(changedAt));
}
