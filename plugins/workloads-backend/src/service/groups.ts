import { withAdvice } from '@astrolabe/http';
import { workloadCan } from '@astrolabe/plugin-workloads-common';
import { NotFoundError } from '@backstage/errors';
import type { UserOptions, WorkloadService } from './types';

/**
 * Does the same to all of a group that it can be done to. Each is asked for as
 * if it were alone, so that the service decides who may.
 */
export async function eachOfGroup(
  workloads: WorkloadService,
  wish: { action: 'stop' | 'delete'; group: string },
  options: UserOptions,
): Promise<void> {
  const { action, group } = wish;
  const { items } = await workloads.list({ group, limit: 200 }, options);
  if (items.length === 0) {
    throw withAdvice(new NotFoundError(`No group '${group.slice(0, 64)}'`), {
      code: 'GROUP_NOT_FOUND',
      nextStep: 'Look it up among your workloads.',
    });
  }
  for (const workload of items.filter(each => workloadCan(action, each))) {
    await workloads[action](workload.id, options).catch(ignoreChanged);
  }
}

/** It has ended, or was deleted, meanwhile. */
function ignoreChanged(error: Error): void {
  if (!['ConflictError', 'NotFoundError'].includes(error.name)) throw error;
}
