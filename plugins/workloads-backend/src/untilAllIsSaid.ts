import type { WorkloadRecord } from './database';

/** What a program said last may reach its log a moment after its end. */
const SETTLE_MS = 1000;
/** All of it, on a busy node: few programs say nothing. */
const SILENT_MS = 15_000;

/** How long to wait for the last words of what has ended, in milliseconds; 0 or less: they are there. */
export function untilAllIsSaid(
  { changedAt }: WorkloadRecord,
  isSilent = false,
): number {
  const wait = isSilent ? SILENT_MS : SETTLE_MS;
  return wait - (Date.now() - Date.parse(changedAt));
}
