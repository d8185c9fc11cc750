import { constants, type Stats } from 'node:fs';
import {
  access,
  chmod,
  lstat,
  open,
  readdir,
  readlink,
  realpath,
} from 'node:fs/promises';
import path from 'node:path';
import { isCode } from '../folder/files.ts';
import { mountedBelow } from '../folder/unmount.ts';

/** What was counted, and what could not be looked into. */
export interface Usage {
  bytes: number;
  closed: string[];
}

/**
 * What the files below a folder take of its disk; links are not followed, holes
 * take nothing, nor what is mounted: layers of an image that is being built would
 * count once for each that stands on them. A folder of ours that its program has closed is opened again:
 * nobody hides behind `chmod 000`.
 */
export async function usedBytes(folder: string): Promise<Usage> {
  const usage: Usage = { bytes: 0, closed: [] };
  const real = await realpath(folder).catch(() => undefined);
  const at = real && (await lstat(real).catch(() => undefined));
  if (real && at) {
    const mounts = { folder: real, points: new Set(mountedBelow(real)) };
    await countInto(usage, { folder: real, disk: at.dev, mounts });
  }
  return usage;
}

/** What is mounted below the folder that is counted. */
interface Mounts {
  folder: string;
  points: Set<string>;
}

async function countInto(
  usage: Usage,
  { folder, disk, mounts }: { folder: string; disk: number; mounts: Mounts },
): Promise<void> {
  try {
    const { dev } = await lstat(folder);
    // Mounted while we count; or else a subvolume of btrfs, which anybody may make.
    if (dev !== disk) mounts.points = new Set(mountedBelow(mounts.folder));
    if (mounts.points.has(folder)) return;
    await access(folder, constants.R_OK | constants.X_OK).catch(() =>
      openUp(folder),
    );
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory())
        await countInto(usage, { folder: file, disk: dev, mounts });
      else usage.bytes += await lstat(file).then(blockBytes, noneIfGone);
    }
  } catch (error) {
    if (!isGone(error)) usage.closed.push(folder);
  }
}

/** `O_PATH` of open(2): a folder may be held so without the right to read it. Node does not name it. */
const O_PATH = 0o10000000;

/**
 * Gives its owner, us, all rights on a folder. It is held first and then asked
 * where it is, so that no link put in its place meanwhile leads us elsewhere.
 * Only where /proc is; otherwise it stays closed, and counts as such.
 */
async function openUp(folder: string): Promise<void> {
  const { O_DIRECTORY, O_NOFOLLOW } = constants;
  const held = await open(folder, O_PATH | O_DIRECTORY | O_NOFOLLOW);
  try {
    const itself = `/proc/self/fd/${held.fd}`;
    if ((await readlink(itself)) === folder) await chmod(itself, 0o700);
  } finally {
    await held.close();
  }
}

/** `blocks` is in units of 512 bytes, whatever the disk's own are: stat(2). */
function blockBytes({ blocks }: Stats): number {
  return blocks * 512;
}

function noneIfGone(error: unknown): number {
  if (isGone(error)) return 0;
  throw error;
}

function isGone(error: unknown): boolean {
  return isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR');
}
