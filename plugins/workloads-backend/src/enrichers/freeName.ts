import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';

/** A name that no task has, near the one that is wished for. */
export function freeName(tasks: readonly WorkloadTask[], wish: string): string {
  const taken = new Set(tasks.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${wish}-${n}`;
    if (!taken.has(name)) return name;
  }
}
