import {
  because,
  type Snapshot,
  type SnapshotDetail,
  type SnapshotList,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';

const GIB = 1024 ** 3;

/** A person's snapshots, as the fake API has them. */
export class FakeSnapshots {
  readonly #all = new Map<string, SnapshotDetail>();
  limits = {
    bytesEach: 10 * GIB,
    bytesPerPerson: 15 * GIB,
    perPerson: 20,
    usedBytes: 4 * GIB,
  };
  /** What the next one is measured to have. */
  nextBytes = 2 * GIB;

  take(workload: WorkloadDetail, title = workload.title): SnapshotDetail {
    const { entityRef, ownerRef, engine, siteId, siteTitle, request } =
      workload;
    const now = '2026-11-24T08:00:00.000Z';
    const snapshot: SnapshotDetail = {
      community: workload.community,
      ...{ entityRef, ownerRef, engine, siteId, siteTitle, request, title },
      id: `snapshot-${this.#all.size + 1}`,
      workloadId: workload.id,
      state: 'queued',
      reason: because('saving-snapshot.recorded'),
      bytesBefore: this.nextBytes,
      createdAt: now,
      changedAt: now,
    };
    this.#all.set(snapshot.id, snapshot);
    return snapshot;
  }

  become(id: string, change: Partial<Snapshot>): SnapshotDetail {
    const snapshot = { ...this.get(id), ...change };
    this.#all.set(id, snapshot);
    return snapshot;
  }

  get(id: string): SnapshotDetail {
    const snapshot = this.#all.get(id);
    if (!snapshot) throw new Error(`No snapshot ${id}`);
    return snapshot;
  }

  snapshots(): SnapshotList {
    const items = [...this.#all.values()].reverse();
    return { items, limits: { ...this.limits, used: items.length } };
  }
}
