import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import type { Wish } from '../folder/types.ts';

/** The GPUs of a task, of those that its workload holds. What runs at the same time shares none. */
export function gpusOf(task: WorkloadTask, { workload, gpus }: Wish): number[] {
  const together = workload.spec.tasks.filter(
    ({ role }) => role !== 'before' && role !== 'after',
  );
  const earlier = together.slice(0, Math.max(0, together.indexOf(task)));
  const first = earlier.reduce((sum, one) => sum + countOf(one), 0);
  return gpus.slice(first, first + countOf(task));
}

function countOf({ resources }: WorkloadTask): number {
  return resources.gpu?.count ?? 0;
}
