import type {
  Workload,
  WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import { toIdleView } from '../idle/idleStep';

/**
 * A workload as its owner sees it.
 *
 * @param queue - where it stands, while it waits
 */
export function toWorkload(
  record: WorkloadRecord,
  queue: WorkloadQueue | undefined,
): Workload {
  const idle = toIdleView(record);
  return {
    id: record.id,
    title: record.title,
    entityRef: record.entityRef,
    ownerRef: record.ownerRef,
    engine: record.engine,
    siteId: record.siteId,
    siteTitle: record.siteTitle,
    desired: record.desired,
    state: record.state,
    reason: record.reason,
    ...(queue && { queue }),
    ...(idle && { idle }),
    resources: record.summary.resources,
    lifetime: record.summary.lifetime,
    endpoints: record.endpoints,
    tasks: record.summary.tasks,
    createdAt: record.createdAt,
    changedAt: record.changedAt,
    startedAt: record.startedAt,
    endsAt: record.endsAt,
    ...(record.group && { group: record.group }),
  };
}
