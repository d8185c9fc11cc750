import { constants, existsSync } from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { isCode } from './files.ts';

/** Where Linux has what this process has opened, whatever comes to its old place. */
const OPENED = '/proc/self/fd';

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
 * Looks into a folder below one that a program writes to, as the one that it was
 * when it was opened: `look` gets a path that no link can lead away.
 *
 * @returns undefined for what is not there, is no folder, or is reached through a link
 */
export async function lookIntoOwn<T>(
  root: string,
  names: string[],
  look: (folder: string) => Promise<T>,
): Promise<T | undefined> {
  if (!(await isOwn(root, names))) return undefined;
  const wanted = path.join(root, ...names);
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const handle = await open(
    wanted,
    // eslint-disable-next-line no-bitwise
    O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
  ).catch(error => {
    if (NO_FILE.some(code => isCode(error, code))) return undefined;
    throw error;
  });
  if (!handle) return undefined;
  try {
    if (!(await isStillOwn(handle.fd, root, names))) return undefined;
    const opened = path.join(OPENED, String(handle.fd));
    if (existsSync(opened)) return await look(opened);
    // Elsewhere than on Linux, the way is looked at before and after.
    const seen = await look(wanted);
    return (await isOwn(root, names)) ? seen : undefined;
  } finally {
    await handle.close();
  }
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
    const opened = await readlink(path.join(OPENED, String(fd)));
    return opened === path.join(await realpath(root), ...names);
  } catch {
    return isOwn(root, names);
  }
}
