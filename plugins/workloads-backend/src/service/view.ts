import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';

/** A workload as people and programs see it. */
export function toView(record: WorkloadRecord): Workload {
  const { generation, slug, revision, summary, ...shown } = record;
  return { ...shown, ...summary };
}
