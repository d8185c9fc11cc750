import type { Snapshot } from '@astrolabe/plugin-workloads-common';
import type { SnapshotRecord } from '../database';

/** A snapshot as its owner sees it. */
export function toSnapshot(record: SnapshotRecord): Snapshot {
  return {
    id: record.id,
    title: record.title,
    ownerRef: record.ownerRef,
    community: record.community,
    entityRef: record.entityRef,
    workloadId: record.workloadId,
    variant: record.variant,
    engine: record.engine,
    siteId: record.siteId,
    siteTitle: record.siteTitle,
    state: record.state,
    reason: record.reason,
    bytesBefore: record.bytesBefore,
    bytesDone: record.bytesDone,
    bytes: record.bytes,
    leftOut: record.leftOut,
    createdAt: record.createdAt,
    changedAt: record.changedAt,
  };
}
