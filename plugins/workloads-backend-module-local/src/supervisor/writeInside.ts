import {
  chmodSync,
  lstatSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Writes a file below a folder that a program could write to before. No link
 * of its making is followed: it would lead out of the folder, with our rights.
 * Nothing of the program may run meanwhile.
 *
 * Others may read it, since an image's user is not ours; the folder above all
 * of them is closed.
 */
export function writeInside(
  folder: string,
  { path: relative, content }: { path: string; content: string },
): void {
  const names = relative.split('/');
  if (names.some(name => ['', '.', '..'].includes(name))) {
    throw new Error(`Not a path below a folder: ${JSON.stringify(relative)}`);
  }
  const last = names.pop()!;
  const parent = names.reduce(folderIn, folder);
  const file = path.join(parent, last);
  rmSync(file, { recursive: true, force: true });
  writeFileSync(file, content, { flag: 'wx' });
  chmodSync(file, 0o644);
}

function folderIn(parent: string, name: string): string {
  const folder = path.join(parent, name);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return folder;
  rmSync(folder, { force: true });
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  return folder;
}
