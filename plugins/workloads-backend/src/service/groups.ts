import { withAdvice } from '@astrolabe/http';
import { workloadCan, type Deletion } from '@astrolabe/plugin-workloads-common';
import { NotFoundError } from '@backstage/errors';
import { isNotCopiedBack, notCopiedBack } from './leftBehind';
import type { UserOptions, WorkloadService } from './types';

/** What is done to all of a group. */
export interface GroupWish extends Deletion {
  action: 'stop' | 'delete';
  group: string;
}

/**
 * Does the same to all of a group that it can be done to. Each is asked for as
 * if it were alone, so that the service decides who may.
 *
 * @throws ConflictError when some were not deleted since they have what is nowhere else
 */
export async function eachOfGroup(
  workloads: WorkloadService,
  wish: GroupWish,
  options: UserOptions,
): Promise<void> {
  const { action, group, giveUpFiles } = wish;
  const { items } = await workloads.list({ group, limit: 200 }, options);
  if (items.length === 0) {
    throw withAdvice(new NotFoundError(`No group '${group.slice(0, 64)}'`), {
      code: 'GROUP_NOT_FOUND',
      nextStep: 'Look it up among your workloads.',
    });
  }
  const left: string[] = [];
  for (const { id, title } of items.filter(each => workloadCan(action, each))) {
    try {
      await (action === 'stop'
        ? workloads.stop(id, options)
        : workloads.delete(id, options, { giveUpFiles }));
    } catch (error) {
      if (isNotCopiedBack(error)) left.push(title);
      else ignoreChanged(error as Error);
    }
  }
  if (left.length === 0) return;
  throw notCopiedBack(
    `${left.length} of ${items.length} were not deleted: not all that they changed is in their storage`,
    left.slice(0, 5).join(', '),
  );
}

/** It has ended, or was deleted, meanwhile. */
function ignoreChanged(error: Error): void {
  if (!['ConflictError', 'NotFoundError'].includes(error.name)) throw error;
}
