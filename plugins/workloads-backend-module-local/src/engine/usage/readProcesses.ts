import { isAlive, treeOf, type ProcessRow } from '../../folder/processes';
import type { Leftovers } from '../../folder/types';
import { groupUsage } from '../../supervisor/cgroup';
import type { Reading } from './reading';

/**
 * What the tasks that are processes have used, as one. Control groups know it of
 * what has ended, too; what they do not count is added up over the processes.
 */
export function readProcesses(
  { processes, cgroups }: Leftovers,
  table: ProcessRow[],
): Reading[] {
  const roots = processes.filter(isAlive).map(({ pid }) => pid);
  if (roots.length === 0) return [];
  const tree = treeOf(table, roots);
  const groups = groupUsage(cgroups);
  return [
    {
      cpuSeconds: groups.cpuSeconds ?? cpuSecondsOf(tree),
      memoryBytes:
        groups.memoryBytes ??
        tree.reduce((total, { rssBytes }) => total + rssBytes, 0),
    },
  ];
}

function cpuSecondsOf(tree: ProcessRow[]): number | undefined {
  const seconds = tree.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  if (seconds.length < tree.length) return undefined;
  return seconds.reduce((total, one) => total + one, 0);
}
