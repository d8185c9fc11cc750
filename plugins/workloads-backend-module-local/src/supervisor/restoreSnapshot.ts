import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { copyTree } from '../folder/copyTree.ts';
import { snapshotLayout, type WorkloadLayout } from '../folder/layout.ts';
import { Refusal } from './refusal.ts';

/**
 * Puts the files of a snapshot in place, once in the life of a workload: what its
 * program makes of them is not overwritten. One that broke off is begun anew.
 */
export async function restoreSnapshot(
  { snapshot }: WorkloadSpec,
  options: {
    dataDirectory: string;
    layout: WorkloadLayout;
    isShared: boolean;
    signal: AbortSignal;
    onBegin(): void;
  },
): Promise<void> {
  const { dataDirectory, layout, isShared, signal } = options;
  if (!snapshot || existsSync(layout.restored)) return;
  const { root, work } = snapshotLayout(dataDirectory, snapshot.id);
  const source = path.join(root, work);
  if (!existsSync(source)) {
    throw new Refusal(because('engine-refused.snapshotGone'));
  }
  options.onBegin();
  await copyTree(source, layout.work, { isShared, signal });
  writeFileSync(layout.restored, snapshot.id);
}
