import type {
  LaunchRequest,
  Snapshot,
  SnapshotState,
} from '@astrolabe/plugin-workloads-common';

/** A snapshot as it is remembered. */
export interface SnapshotRecord extends Snapshot {
  /** How large it may become; known when it is begun. */
  limitBytes?: number;
  /** Path in its engine's registry, as its community wished when it was asked for. */
  registryProject?: string;
  /** Where it lies, in its engine's words; known when it is complete. */
  place?: string;
  /** Grows at each update: two who update at once see each other. */
  revision: number;
}

/** What is recorded once. */
export interface NewSnapshot extends SnapshotRecord {
  request: LaunchRequest;
}

/** What may change of it. */
export type SnapshotChange = Partial<
  Pick<
    SnapshotRecord,
    | 'state'
    | 'reason'
    | 'bytesDone'
    | 'bytes'
    | 'limitBytes'
    | 'place'
    | 'leftOut'
  >
>;

/** One row of the `snapshots` table; PostgreSQL gives large numbers as texts. */
export interface SnapshotRow {
  id: string;
  owner_ref: string;
  community: string;
  entity_ref: string;
  title: string;
  workload_id: string;
  variant: string | null;
  engine: string;
  site_id: string;
  site_title: string;
  state: SnapshotState;
  reason: string;
  bytes_before: number | string;
  bytes_done: number | string | null;
  bytes: number | string | null;
  limit_bytes: number | string | null;
  registry_project: string | null;
  place: string | null;
  left_out: string | null;
  request: string;
  created_at: string;
  changed_at: string;
  revision: number;
}

export function toSnapshotRow(snapshot: NewSnapshot): SnapshotRow {
  return {
    id: snapshot.id,
    owner_ref: snapshot.ownerRef,
    community: snapshot.community,
    entity_ref: snapshot.entityRef,
    title: snapshot.title,
    workload_id: snapshot.workloadId,
    variant: snapshot.variant ?? null,
    engine: snapshot.engine,
    site_id: snapshot.siteId,
    site_title: snapshot.siteTitle,
    state: snapshot.state,
    reason: JSON.stringify(snapshot.reason),
    bytes_before: snapshot.bytesBefore,
    bytes_done: snapshot.bytesDone ?? null,
    bytes: snapshot.bytes ?? null,
    limit_bytes: snapshot.limitBytes ?? null,
    registry_project: snapshot.registryProject ?? null,
    place: snapshot.place ?? null,
    left_out: snapshot.leftOut ? JSON.stringify(snapshot.leftOut) : null,
    request: JSON.stringify(snapshot.request),
    created_at: snapshot.createdAt,
    changed_at: snapshot.changedAt,
    revision: snapshot.revision,
  };
}

export function fromSnapshotRow(row: SnapshotRow): SnapshotRecord {
  return {
    id: row.id,
    ownerRef: row.owner_ref,
    community: row.community,
    entityRef: row.entity_ref,
    title: row.title,
    workloadId: row.workload_id,
    variant: row.variant ?? undefined,
    engine: row.engine,
    siteId: row.site_id,
    siteTitle: row.site_title,
    state: row.state,
    reason: JSON.parse(row.reason),
    bytesBefore: Number(row.bytes_before),
    bytesDone: numberOf(row.bytes_done),
    bytes: numberOf(row.bytes),
    limitBytes: numberOf(row.limit_bytes),
    registryProject: row.registry_project ?? undefined,
    place: row.place ?? undefined,
    leftOut: row.left_out ? JSON.parse(row.left_out) : undefined,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    revision: row.revision,
  };
}

/** The columns that a change touches. */
export function changedSnapshotColumns(
  change: SnapshotChange,
): Partial<SnapshotRow> {
  const columns: Partial<SnapshotRow> = {
    state: change.state,
    reason: change.reason && JSON.stringify(change.reason),
    bytes_done: change.bytesDone,
    bytes: change.bytes,
    limit_bytes: change.limitBytes,
    place: change.place,
    left_out: change.leftOut && JSON.stringify(change.leftOut),
  };
  const given = Object.entries(columns).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}

function numberOf(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
