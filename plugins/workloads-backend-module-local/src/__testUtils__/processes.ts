import { readFileSync } from 'node:fs';
import { carriersOf, processTable } from '../folder/processes';
import { WORKLOAD_VARIABLE } from '../supervisor/endProcesses';

/** Processes of a workload that live, wherever they went. */
export function processesOf(id: string): number[] {
  return carriersOf(WORKLOAD_VARIABLE, id);
}

/** The supervisors of a workload: one at most, unless something is wrong. */
export function supervisorsOf(id: string): number[] {
  return processTable()
    .map(({ pid }) => pid)
    .filter(pid => {
      const command = commandOf(pid);
      return command.includes('supervisor/main.ts') && command.includes(id);
    });
}

/** A program and its arguments as the system shows them to everybody. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // Ended meanwhile.
  }
}

export function isLiving(pid: number): boolean {
  return processTable().some(row => row.pid === pid);
}
