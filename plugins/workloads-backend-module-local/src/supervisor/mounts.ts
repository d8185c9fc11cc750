import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import path from 'node:path';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { STORAGE_FOLDER } from '@astrolabe/plugin-workloads-common/storage';
import type { WorkloadLayout } from '../folder/layout.ts';
import { findProgram } from './programs.ts';
import { Refusal } from './refusal.ts';

const DEVICE = '/dev/fuse';

/** @throws Refusal when nothing can be mounted on this machine */
export function requireMounts(): void {
  const isRoot = process.getuid?.() === 0;
  const program = findProgram('fusermount3', []);
  if (isOpen(DEVICE) && (isRoot || program)) return;
  throw new Refusal({
    ...because('missing-runtime.fuse'),
    evidence: isOpen(DEVICE) ? 'No fusermount3' : `${DEVICE} cannot be opened`,
  });
}

/** The folder in which storages are mounted, and a way to it from the workload's own. */
export function prepareMounts(
  layout: WorkloadLayout,
  tasks: readonly WorkloadTask[],
): void {
  const link = path.join(layout.work, STORAGE_FOLDER);
  // Ours may be that of another run, out of a snapshot; anything else is its program's.
  if (leadsTo(link) === path.dirname(layout.mounts)) unlinkSync(link);
  if (!tasks.some(({ mounts }) => mounts)) return;
  mkdirSync(layout.mounts, { recursive: true, mode: 0o700 });
  // Ours out of a snapshot that another data folder made leads nowhere.
  if (leadsTo(link) && !existsSync(link)) unlinkSync(link);
  if (!lstatSync(link, { throwIfNoEntry: false })) {
    symlinkSync(layout.mounts, link);
  }
}

/** The folder that a link leads into; undefined where there is none. */
function leadsTo(link: string): string | undefined {
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? path.dirname(readlinkSync(link)) : undefined;
}

function isOpen(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
