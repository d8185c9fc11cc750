import { constants } from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { isCode } from './files.ts';

/** It is not there, or is no file: it may become one of these at any time. */
const NO_FILE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'];

/** Whether it is there, and no part of its path is a link. */
export async function isOwn(root: string, names: string[]): Promise<boolean> {
  const wanted = path.join(root, ...names);
  try {
    const real = await realpath(wanted);
    return real === path.join(await realpath(root), ...names);
  } catch (error) {
    if (NO_FILE.some(code => isCode(error, code))) return false;
    throw error;
  }
}

/**
 * A file below a folder that a program writes to, as the one that it was when it
 * was opened. Undefined for what is not there, is no file, or is reached through
 * a link.
 */
export async function openOwn(
  root: string,
  names: string[],
): Promise<FileHandle | undefined> {
  if (!(await isOwn(root, names))) return undefined;
  // A link that somebody puts in its place meanwhile is not followed, and a pipe not waited for.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const handle = await open(
    path.join(root, ...names),
    // eslint-disable-next-line no-bitwise
    O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
  ).catch(error => {
    if (NO_FILE.some(code => isCode(error, code))) return undefined;
    throw error;
  });
  if (!handle) return undefined;
  const stat = await handle.stat();
  if (stat.isFile() && (await isStillOwn(handle.fd, root, names))) {
    return handle;
  }
  await handle.close();
  return undefined;
}

/**
 * Whether what was opened is below the folder: a program may have put a link in
 * the place of a folder on its way. Linux tells where an open file is; elsewhere
 * the way is looked at once more.
 */
async function isStillOwn(
  fd: number,
  root: string,
  names: string[],
): Promise<boolean> {
  try {
    const opened = await readlink(`/proc/self/fd/${fd}`);
    return opened === path.join(await realpath(root), ...names);
  } catch {
    return isOwn(root, names);
  }
}
