/** How a storage comes into a workload. @public */
export const storageModes = ['mount', 'copy'] as const;

/** @public */
export type StorageMode = (typeof storageModes)[number];

/**
 * What is known of a storage in a workload. Of one that is mounted: whether it
 * answers. Of one that is copied: where its copies are; `left` are changes that
 * have not come into the storage.
 *
 * @public
 */
export const storageStates = [
  'unknown',
  ...(['answers', 'silent'] as const),
  ...(['copying-in', 'copied-in'] as const),
  ...(['copying-back', 'copied-back', 'left'] as const),
] as const;

/** @public */
export type StorageState = (typeof storageStates)[number];

/** A storage that a workload has, as its own task has last told. @public */
export interface StorageStatus {
  /** Its id, for the workload's owner alone. */
  account?: string;
  mode: StorageMode;
  /** Nothing is copied back. */
  readOnly?: boolean;
  state: StorageState;
  /** UTC, ISO 8601. */
  since?: string;
  /** What the storage or rclone said. */
  reason?: string;
  /** Of what is left: until when it is tried again, UTC, ISO 8601. */
  triesUntil?: string;
  /** How long it takes to answer a question. */
  answersMs?: number;
  writesBytesPerSecond?: number;
  readsBytesPerSecond?: number;
  /** Of copies: how many files are done, or are left. */
  files?: number;
  bytes?: number;
  totalBytes?: number;
  /** Files that both sides had changed: what the workload's is called now, the first few. */
  beside?: string[];
}

/** Slower than this, programs that read many files wait more than they work. */
const SLOW_ANSWER_MS = 250;
const SLOW_BYTES_PER_SECOND = 2_000_000;

/** Whether copying would be better than mounting. @public */
export function isSlowStorage(status: StorageStatus): boolean {
  const { mode, answersMs = 0 } = status;
  const rates = [status.readsBytesPerSecond, status.writesBytesPerSecond];
  return (
    mode === 'mount' &&
    (answersMs > SLOW_ANSWER_MS ||
      rates.some(rate => rate !== undefined && rate < SLOW_BYTES_PER_SECOND))
  );
}

/**
 * Whether what a workload has changed in a copy is not in the storage and will not
 * come there by itself: whoever deletes the workload deletes it.
 *
 * @public
 */
export function isLeftBehind(
  { mode, readOnly, state }: StorageStatus,
  run: { hasEnded: boolean; hasStarted: boolean },
): boolean {
  if (mode !== 'copy' || readOnly) return false;
  if (state === 'left') return true;
  const isCutOff =
    state === 'copying-back' || (state === 'copied-in' && run.hasStarted);
  return run.hasEnded && isCutOff;
}
