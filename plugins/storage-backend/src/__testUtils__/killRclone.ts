import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** Kills the rclone of the portal that this process runs, as a lack of memory would. */
export function killRclone(): void {
  const mine = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(id => commandOf(id).includes('rcd') && isBelow(id, process.pid));
  const rclone = mine.filter(id => commandOf(id)[0] !== '/bin/sh');
  if (rclone.length === 0) throw new Error('No rclone is running');
  for (const id of rclone) process.kill(id, 'SIGKILL');
}

function commandOf(id: number): string[] {
  return read(`/proc/${id}/cmdline`).split('\0');
}

/** Whether a process was started by another one, or by one that this started. */
function isBelow(id: number, ancestor: number): boolean {
  const [, parent] = /^PPid:\t(\d+)$/m.exec(read(`/proc/${id}/status`)) ?? [];
  if (!Number(parent)) return false;
  return Number(parent) === ancestor || isBelow(Number(parent), ancestor);
}

/** Empty: it has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
