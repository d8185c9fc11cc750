import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { ListQuery, WorkloadStore } from '../database';

/** In a grouped list, with how the others are of those that stand for a group. */
export async function withStates(
  store: WorkloadStore,
  workloads: Workload[],
  { grouped }: Pick<ListQuery, 'grouped'>,
): Promise<Workload[]> {
  const ids = workloads.flatMap(({ group }) => group?.id ?? []);
  if (!grouped || ids.length === 0) return workloads;
  const counts = await store.countStates(ids);
  return workloads.map(workload =>
    workload.group
      ? {
          ...workload,
          group: { ...workload.group, states: counts.get(workload.group.id) },
        }
      : workload,
  );
}
