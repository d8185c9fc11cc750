import { existsSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mebibytes } from '@astrolabe/plugin-workloads-common/resources';
import type { WorkloadLayout } from '../folder/layout.ts';
import { diskFull, diskHidden, diskLimit, type Refusal } from './refusal.ts';
import { usedBytes } from './usedBytes.ts';

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

interface SpaceLimits {
  minimumFreeDiskBytes: number;
  limitBytes: number;
  /** Folders of another user are expected: an image brings its own. What is in them is not counted. */
  hasOtherUsers: boolean;
}

/** Calls back once, when the disk is nearly full or the workload has taken more of it than it may. */
export function watchSpace(
  layout: WorkloadLayout,
  options: SpaceLimits & { onFull: (refusal: Refusal) => void },
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
  { minimumFreeDiskBytes, limitBytes, hasOtherUsers }: SpaceLimits,
): Promise<Refusal | undefined> {
  const free = freeBytes(layout.root);
  if (free < minimumFreeDiskBytes) {
    return diskFull(`Only ${mebibytes(free)} MiB are free.`);
  }
  const work = await usedBytes(layout.work);
  const temporary = await usedBytes(layout.temporary);
  const used = work.bytes + temporary.bytes;
  if (used > limitBytes) {
    return diskLimit(
      `It used ${mebibytes(used)} MiB of ${mebibytes(limitBytes)} MiB.`,
    );
  }
  const [hidden] = [...work.closed, ...temporary.closed];
  if (!hidden || hasOtherUsers) return undefined;
  return diskHidden(path.relative(layout.root, hidden));
}
