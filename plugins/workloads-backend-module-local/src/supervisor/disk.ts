import { statfsSync, writeFileSync, existsSync } from 'node:fs';
import type { WorkloadLayout } from '../folder/layout.ts';
import { diskFull } from './refusal.ts';

const RESERVE_BYTES = 128 * 1024;
const INTERVAL_MS = 2000;

/** Bytes that are left where a folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
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
      `${gibibytes(free)} GiB are free, ${gibibytes(wanted)} GiB are needed.`,
    );
  }
  if (!existsSync(layout.reserve)) {
    writeFileSync(layout.reserve, Buffer.alloc(RESERVE_BYTES));
  }
}

/** Calls back once when the disk is nearly full, before everything on it fails. */
export function watchSpace(
  layout: WorkloadLayout,
  options: { minimumFreeDiskBytes: number; onFull: (evidence: string) => void },
): () => void {
  const timer = setInterval(() => {
    const free = freeBytes(layout.root);
    if (free >= options.minimumFreeDiskBytes) return;
    clearInterval(timer);
    options.onFull(`Only ${gibibytes(free)} GiB are free.`);
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function gibibytes(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(2);
}
