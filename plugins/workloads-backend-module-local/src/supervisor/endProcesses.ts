import { setTimeout as pause } from 'node:timers/promises';
import {
  carriersOf,
  isAlive,
  isOfThisBoot,
  processTable,
  signal,
  treeOf,
} from '../folder/processes.ts';
import type { Leftovers, ProcessIdentity } from '../folder/types.ts';
import { cgroupPids, cgroupsNamed, removeCgroup } from './cgroup.ts';

/** In the environment of everything that a workload starts, so that it can be found. */
export const WORKLOAD_VARIABLE = 'ASTROLABE_WORKLOAD_ID';

/** Every group of a workload's tasks begins with this. */
export function cgroupPrefix(workloadId: string): string {
  return `astrolabe-${workloadId}-`;
}

/** What belongs together and has to end together. */
export interface Kin {
  roots: ProcessIdentity[];
  cgroups: string[];
  /** Find also what left the tree, by the variable in its environment. */
  workloadId?: string;
}

/** Asks the groups to end, waits, then ends all by force until nothing is left. */
export async function endProcesses(kin: Kin, graceMs: number): Promise<void> {
  const roots = kin.roots.filter(isAlive);
  for (const root of roots) signal(-root.pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (roots.some(isAlive) && Date.now() < deadline) await pause(25);
  for (let round = 0; round < 200; round++) {
    const living = relatives(kin);
    if (living.length === 0) return;
    for (const pid of living) signal(pid, 'SIGKILL');
    await pause(10 + round);
  }
}

/** Ends what a killed supervisor left behind. Safe to call when there is nothing. */
export async function endLeftovers(
  workloadId: string,
  leftovers: Leftovers | undefined,
): Promise<boolean> {
  const cgroups = [
    ...new Set([
      ...(leftovers?.cgroups ?? []),
      ...cgroupsNamed(cgroupPrefix(workloadId)),
    ]),
  ];
  const kin: Kin = { roots: leftovers?.processes ?? [], cgroups, workloadId };
  const found = relatives(kin).length > 0;
  if (found) await endProcesses(kin, 1000);
  cgroups.forEach(removeCgroup);
  return found;
}

function relatives(kin: Kin): number[] {
  const table = processTable();
  const byPid = new Map(table.map(row => [row.pid, row]));
  // A root that ended may have left its group behind: its number stays taken
  // while the group lives, so a group of that number is still ours.
  const roots = kin.roots
    .filter(isOfThisBoot)
    .filter(({ pid, startTime }) => {
      const row = byPid.get(pid);
      return !row || row.startTime === startTime;
    })
    .map(({ pid }) => pid);
  const found = new Set(treeOf(table, roots).map(row => row.pid));
  for (const folder of kin.cgroups)
    cgroupPids(folder).forEach(pid => found.add(pid));
  if (kin.workloadId) {
    carriersOf(WORKLOAD_VARIABLE, kin.workloadId).forEach(pid =>
      found.add(pid),
    );
  }
  found.delete(process.pid);
  return [...found].filter(pid => byPid.has(pid));
}
