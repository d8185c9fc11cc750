import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import { toFollowView } from '../follow/followStep';
import { toIdleView } from '../idle/idleStep';
import type { QueueBoard } from '../queue';
import { idleFilesFate, promisedBy, type FileKnowledge } from './filesFate';

/** What is known of a workload beside its record. */
export interface Surroundings extends FileKnowledge {
  /** Where it stands, while it waits. */
  queue: Pick<QueueBoard, 'of'>;
}

/** A workload as its owner sees it. */
export function toWorkload(
  record: WorkloadRecord,
  around: Surroundings,
): Workload {
  const queue = around.queue.of(record);
  const idle = toIdleView(record);
  const files = idleFilesFate(around, record.engine);
  return {
    id: record.id,
    title: record.title,
    entityRef: record.entityRef,
    ownerRef: record.ownerRef,
    community: record.community,
    engine: record.engine,
    siteId: record.siteId,
    siteTitle: record.siteTitle,
    desired: record.desired,
    state: record.state,
    reason: record.reason,
    ...(queue && { queue }),
    ...promisedBy(around.engines, record.engine),
    ...(idle && { idle: { ...idle, files } }),
    resources: record.summary.resources,
    lifetime: record.summary.lifetime,
    endpoints: record.endpoints,
    tasks: record.summary.tasks,
    accounts: record.summary.accounts,
    ...(record.summary.storage && { storage: record.summary.storage }),
    ...(record.summary.terminals && { terminals: record.summary.terminals }),
    createdAt: record.createdAt,
    changedAt: record.changedAt,
    startedAt: record.startedAt,
    endsAt: record.endsAt,
    ...(record.follow && { follow: toFollowView(record.follow) }),
    ...(record.group && { group: record.group }),
  };
}
