import { withAdvice, type Advice } from '@astrolabe/http';
import {
  isLeftBehind,
  isSettled,
  type StorageStatus,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';
import type { WorkloadRecord } from '../database';

/**
 * Nobody loses by deleting a workload what it could not copy back, unless they
 * say so. Names of files are its owner's alone: only their number is said.
 *
 * @throws ConflictError
 */
export function assertNothingLeft(
  { title, state, startedAt }: WorkloadRecord,
  storages: readonly StorageStatus[],
): void {
  const run = { hasEnded: isSettled(state), hasStarted: Boolean(startedAt) };
  const left = storages.filter(status => isLeftBehind(status, run));
  if (left.length === 0) return;
  const files = left.reduce((sum, status) => sum + (status.files ?? 0), 0);
  throw notCopiedBack(
    `Not all that '${title}' changed is in its storage`,
    left.every(({ state: what }) => what === 'left')
      ? `Files that were not copied back: ${files}`
      : 'What it changed was not copied back',
  );
}

/** Says how to have the files, and how to do without them. */
export function notCopiedBack(message: string, cause: string): Error {
  return withAdvice(new ConflictError(message), {
    code: 'FILES_NOT_COPIED_BACK',
    cause,
    nextStep:
      'Restart it, where a restart finds its files again: they are copied back before anything else. Or take them from its folder. To delete them, too, say giveUpFiles=true (--give-up-files).',
  });
}

/** Whether that is why something was refused. */
export function isNotCopiedBack(error: unknown): boolean {
  return (error as Partial<Advice>).code === 'FILES_NOT_COPIED_BACK';
}
