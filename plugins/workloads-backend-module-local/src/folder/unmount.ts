import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Takes off what is mounted in a folder and removes the folder, and never what
 * is in anything that is mounted: folders are removed only when they are empty.
 *
 * @throws Error when something stays mounted
 */
export function unmountAll(folder: string): void {
  if (!existsSync(folder)) return;
  unmountBelow(folder);
  for (const { name, isFolder } of entriesOf(folder)) {
    const entry = path.join(folder, name);
    if (isFolder) rmdirSync(entry);
    else rmSync(entry);
  }
  rmdirSync(folder);
}

/**
 * Takes off what is mounted anywhere below a folder. Whoever has a file of it open
 * may write there on: ask when its programs are over.
 *
 * @throws Error when something stays mounted
 */
export function unmountBelow(folder: string): void {
  for (const point of mountedBelow(folder).reverse()) {
    const isOff = ways(point).some(
      ([program, ...args]) => spawnSync(program, args).status === 0,
    );
    if (!isOff) throw new Error(`${point} stays mounted`);
  }
}

/** Also what is in use, or whose server is dead. */
function ways(point: string): string[][] {
  return [
    ['umount', '-l', point],
    ['fusermount3', '-u', '-z', point],
  ];
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).map(entry => ({
    name: entry.name,
    isFolder: entry.isDirectory(),
  }));
}

/**
 * Mount points below a folder, by their real paths, the outer ones first. See
 * proc_pid_mountinfo(5). The folder may lie behind links; what it leads to when
 * it is one itself is not below it.
 */
export function mountedBelow(folder: string): string[] {
  const file = '/proc/self/mountinfo';
  if (!existsSync(file)) return [];
  const { dir, base } = path.parse(folder);
  const real = path.join(realpathSync(dir), base);
  return readFileSync(file, 'utf8')
    .split('\n')
    .map(line => unescaped(line.split(' ')[4] ?? ''))
    .filter(point => point.startsWith(`${real}${path.sep}`));
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal) =>
    String.fromCharCode(parseInt(octal, 8)),
  );
}
