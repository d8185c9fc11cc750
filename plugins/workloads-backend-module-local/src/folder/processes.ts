import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { ProcessIdentity } from './types.ts';

/** One line of the table of processes. */
export interface ProcessRow extends ProcessIdentity {
  parent: number;
  group: number;
  rssBytes: number;
  /** Time of processors that it and its children that have ended had; only where /proc is. */
  cpuSeconds?: number;
  /** A zombie: it has ended, and nobody has asked how. */
  ended: boolean;
}

const linux = existsSync('/proc/self/stat');

/** Linux tells times of processors in this unit everywhere: USER_HZ, proc_pid_stat(5). */
const TICKS_PER_SECOND = 100;

/** All living processes that may be seen; zombies have ended and are left out. */
export function processTable(): ProcessRow[] {
  return (linux ? readProc() : readPs()).filter(row => !row.ended);
}

/** The identity of a process that has not been reaped yet, or undefined. */
export function identify(pid: number): ProcessIdentity | undefined {
  const row = rowOf(pid);
  return row && { pid: row.pid, startTime: row.startTime };
}

/** Whether this very process lives, not one that got its number later. */
export function isAlive(process: ProcessIdentity): boolean {
  const row = rowOf(process.pid);
  return row !== undefined && !row.ended && row.startTime === process.startTime;
}

/** False for a record from before the machine was started anew. */
export function isOfThisBoot({ startTime }: ProcessIdentity): boolean {
  return !linux || startTime.startsWith(`${bootId()}/`);
}

/** These processes, their groups and all that descends from them. */
export function treeOf(table: ProcessRow[], roots: number[]): ProcessRow[] {
  const tree = new Set(roots);
  for (let before = -1; before !== tree.size; ) {
    before = tree.size;
    for (const row of table) {
      if (tree.has(row.parent) || roots.includes(row.group)) tree.add(row.pid);
    }
  }
  return table.filter(row => tree.has(row.pid));
}

/**
 * Processes that carry a variable in the environment they were started with.
 * It finds even what left the group and the parent; only where /proc is.
 */
export function carriersOf(variable: string, value: string): number[] {
  if (!linux) return [];
  const wanted = `${variable}=${value}`;
  return processIds().filter(pid => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
      return environment.split('\0').includes(wanted);
    } catch {
      return false; // Ended meanwhile, or another person's.
    }
  });
}

/** Sends a signal; that the receiver is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // ESRCH: gone. EPERM: not ours, so never one that we started.
  }
}

function rowOf(pid: number): ProcessRow | undefined {
  return linux
    ? readStat(pid)
    : readPs().find(candidate => candidate.pid === pid);
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

function readProc(): ProcessRow[] {
  return processIds().flatMap(pid => readStat(pid) ?? []);
}

/** See proc_pid_stat(5); the program's name may hold spaces and brackets. */
function readStat(pid: number): ProcessRow | undefined {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    pid,
    ended: 'ZX'.includes(fields[0]),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    startTime: `${bootId()}/${fields[19]}`,
    rssBytes: Number(fields[21]) * pageBytes(),
    cpuSeconds:
      fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) /
      TICKS_PER_SECOND,
  };
}

let boot: string | undefined;
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return boot;
}

let page: number | undefined;
/** Node does not tell the page size; the same number in two units does. */
function pageBytes(): number {
  if (page === undefined) {
    const pages = Number(
      readFileSync('/proc/self/statm', 'latin1').split(' ')[1],
    );
    const ratio = process.memoryUsage.rss() / pages;
    page = 2 ** Math.round(Math.log2(ratio));
  }
  return page;
}

function readPs(): ProcessRow[] {
  const output = execFileSync(
    '/bin/ps',
    ['-axo', 'pid=,ppid=,pgid=,rss=,stat=,lstart='],
    { encoding: 'utf8', env: { LC_ALL: 'C' } },
  );
  return output.split('\n').flatMap(line => {
    const [pid, parent, group, rss, state, ...started] = line
      .trim()
      .split(/\s+/);
    if (!pid) return [];
    return {
      pid: Number(pid),
      ended: state.startsWith('Z'),
      parent: Number(parent),
      group: Number(group),
      rssBytes: Number(rss) * 1024,
      startTime: started.join(' '),
    };
  });
}
