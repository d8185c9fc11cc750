import { ConflictError } from '@backstage/errors';
import type { NewWorkload, WorkloadStore } from '../database';

/**
 * Records so many workloads; what is made anew gets another name where one is
 * taken.
 *
 * @returns undefined when their key is taken: nothing is recorded then
 */
export async function insertAll(
  turn: WorkloadStore,
  count: number,
  make: (index: number) => NewWorkload,
): Promise<NewWorkload[] | undefined> {
  const inserted: NewWorkload[] = [];
  while (inserted.length < count) {
    const workload = make(inserted.length);
    const taken = await turn.insert(workload);
    if (taken === undefined) inserted.push(workload);
    if (taken === 'key') {
      if (inserted.length === 0) return undefined;
      // Takes back those before it.
      throw new ConflictError('A part of an earlier launch has this key');
    }
  }
  return inserted;
}
