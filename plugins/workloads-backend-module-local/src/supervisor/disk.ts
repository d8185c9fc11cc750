import { existsSync, statfsSync, writeFileSync, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { mebibytes } from '@astrolabe/plugin-workloads-common/resources';
import type { WorkloadLayout } from '../folder/layout.ts';
import { diskFull, diskLimit, type Refusal } from './refusal.ts';

const RESERVE_BYTES = 128 * 1024;
const INTERVAL_MS = 2000;
/** Looking at many files takes long: at most this share of the time. */
const LOOKING_SHARE = 0.05;

/** Small files of a program that asked for no disk at all: settings, caches, locks. */
export const DISK_FLOOR_BYTES = 16 * 1024 ** 2;

/** Bytes that are left where a folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Bytes of the whole disk on which a folder lies. */
export function wholeDiskBytes(folder: string): number {
  const { blocks, bsize } = statfsSync(folder);
  return blocks * bsize;
}

/** @throws Refusal when less is left than the workload asks for, or than always has to be */
export function requireSpace(
  layout: WorkloadLayout,
  needs: { diskBytes: number; minimumFreeDiskBytes: number },
): void {
  const free = freeBytes(layout.root);
  const wanted = Math.max(needs.diskBytes, needs.minimumFreeDiskBytes);
  if (free < wanted) {
    throw diskFull(
      `${mebibytes(free)} MiB are free, ${mebibytes(wanted)} MiB are needed.`,
    );
  }
  if (!existsSync(layout.reserve)) {
    writeFileSync(layout.reserve, Buffer.alloc(RESERVE_BYTES), { mode: 0o600 });
  }
}

/** Calls back once, when the disk is nearly full or the workload has taken more of it than it may. */
export function watchSpace(
  layout: WorkloadLayout,
  options: {
    minimumFreeDiskBytes: number;
    limitBytes: number;
    onFull: (refusal: Refusal) => void;
  },
): () => void {
  let timer: NodeJS.Timeout;
  let on = true;
  const look = async () => {
    const started = Date.now();
    const refusal = await excess(layout, options).catch(() => undefined);
    if (!on) return;
    if (refusal) {
      options.onFull(refusal);
      return;
    }
    const pauseMs = Math.max(
      INTERVAL_MS,
      (Date.now() - started) / LOOKING_SHARE,
    );
    timer = setTimeout(look, pauseMs).unref();
  };
  timer = setTimeout(look, INTERVAL_MS).unref();
  return () => {
    on = false;
    clearTimeout(timer);
  };
}

async function excess(
  layout: WorkloadLayout,
  options: { minimumFreeDiskBytes: number; limitBytes: number },
): Promise<Refusal | undefined> {
  const free = freeBytes(layout.root);
  if (free < options.minimumFreeDiskBytes) {
    return diskFull(`Only ${mebibytes(free)} MiB are free.`);
  }
  const used =
    (await usedBytes(layout.work)) + (await usedBytes(layout.temporary));
  if (used <= options.limitBytes) return undefined;
  return diskLimit(
    `It used ${mebibytes(used)} MiB of ${mebibytes(options.limitBytes)} MiB.`,
  );
}

/** What the files below a folder take; links are not followed, holes take nothing. */
export async function usedBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    () => [],
  );
  let sum = 0;
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    sum += entry.isDirectory()
      ? await usedBytes(file)
      : await lstat(file).then(blockBytes, () => 0);
  }
  return sum;
}

/** `blocks` is in units of 512 bytes, whatever the disk's own are: stat(2). */
function blockBytes({ blocks }: Stats): number {
  return blocks * 512;
}
