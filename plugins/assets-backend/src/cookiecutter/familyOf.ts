import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** A process, and the memory that it holds. */
interface Process {
  pid: number;
  bytes: number;
}

/** A process and all that came of it. */
export function familyOf(root: number): Process[] {
  const processes = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => readStat(name));
  const family = new Set([root]);
  // A child has the higher number, unless numbers began anew: look until nobody joins.
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of processes) {
      if (family.has(parent)) family.add(pid);
    }
  }
  return processes.filter(({ pid }) => family.has(pid));
}

/** Of a process that may have ended meanwhile. */
function readStat(pid: string): (Process & { parent: number })[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Its name stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const bytes = Number(fields[21]) * PAGE_BYTES;
    return [{ pid: Number(pid), parent: Number(fields[1]), bytes }];
  } catch {
    return [];
  }
}
