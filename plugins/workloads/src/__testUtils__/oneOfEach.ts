import type { WorkloadDetail } from '@astrolabe/plugin-workloads-common';

/** One of each group with how the others are, and all that are in none. */
export function oneOfEach(all: WorkloadDetail[]): WorkloadDetail[] {
  return all.flatMap(each => {
    const { group } = each;
    if (!group) return [each];
    const tasks = all.filter(other => other.group?.id === group.id);
    if (tasks[0] !== each) return [];
    const states: typeof group.states = {};
    for (const { state } of tasks) states[state] = (states[state] ?? 0) + 1;
    return [{ ...each, group: { ...group, states } }];
  });
}
