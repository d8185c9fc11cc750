import type {
  LifetimeKind,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import { withRevision } from '../follow/revision';
import type {
  FollowState,
  NewWorkload,
  WorkloadChange,
  WorkloadRecord,
} from './types';

/** One row of the `workloads` table, spelled as the database spells it. */
export interface WorkloadRow {
  id: string;
  owner_ref: string;
  community: string;
  entity_ref: string;
  title: string;
  engine: string;
  site_id: string;
  /** Missing in rows that are older than the column. */
  site_title: string | null;
  slug: string;
  generation: number;
  desired: WorkloadRecord['desired'];
  state: WorkloadState;
  reason: string;
  endpoints: string;
  summary: string;
  group_id: string | null;
  group_index: number | null;
  group_size: number | null;
  request: string;
  spec: string;
  idempotency_key: string;
  request_hash: string;
  created_at: string;
  changed_at: string;
  started_at: string | null;
  ends_at: string | null;
  logs_generation: number;
  /** JSON; null: nothing was said of it. */
  idle: string | null;
  revision: number;
  /** SQLite has no booleans. */
  gives_up: boolean | number;
  /** JSON; null: it cannot follow its module. */
  follow: string | null;
  follows: boolean | number;
  /** Of the lifetime; with the amounts, what quotas add up. */
  kind: LifetimeKind;
  cpu_cores: number;
  memory_bytes: number;
  disk_bytes: number;
  gpu_count: number;
  gpu_model: string | null;
}

/** One row of `workload_events`. */
export interface EventRow {
  id: string;
  workload_id: string;
  at: string;
  state: WorkloadState;
  reason: string;
}

/** One row of `workload_holders`. */
export interface HolderRow {
  workload_id: string;
  holder_ref: string;
}

/** What a record is read from: everything but the request and the spec, which may be large. */
export const recordColumns = [
  'id',
  'owner_ref',
  'community',
  'entity_ref',
  'title',
  'engine',
  'site_id',
  'site_title',
  'slug',
  'generation',
  'desired',
  'state',
  'reason',
  'endpoints',
  'summary',
  'group_id',
  'group_index',
  'group_size',
  'created_at',
  'changed_at',
  'started_at',
  'ends_at',
  'logs_generation',
  'idle',
  'revision',
  'gives_up',
  'follow',
] as const satisfies (keyof WorkloadRow)[];

export type RecordRow = Pick<WorkloadRow, (typeof recordColumns)[number]>;

export function toRow(workload: NewWorkload): WorkloadRow {
  const { resources, lifetime } = workload.summary;
  return {
    id: workload.id,
    owner_ref: workload.ownerRef,
    community: workload.community,
    entity_ref: workload.entityRef,
    title: workload.title,
    engine: workload.engine,
    site_id: workload.siteId,
    site_title: workload.siteTitle,
    slug: workload.slug,
    generation: workload.generation,
    desired: workload.desired,
    state: workload.state,
    reason: JSON.stringify(workload.reason),
    endpoints: JSON.stringify(workload.endpoints),
    summary: JSON.stringify(workload.summary),
    group_id: workload.group?.id ?? null,
    group_index: workload.group?.index ?? null,
    group_size: workload.group?.size ?? null,
    request: JSON.stringify(workload.request),
    spec: JSON.stringify(workload.spec),
    idempotency_key: workload.idempotencyKey,
    request_hash: workload.requestHash,
    created_at: workload.createdAt,
    changed_at: workload.changedAt,
    started_at: workload.startedAt ?? null,
    ends_at: workload.endsAt ?? null,
    logs_generation: workload.logsGeneration,
    idle: workload.idle ? JSON.stringify(workload.idle) : null,
    revision: workload.revision,
    gives_up: workload.givesUp ?? false,
    ...followColumns(workload.follow),
    kind: lifetime.kind,
    cpu_cores: resources.cpuCores,
    memory_bytes: resources.memoryBytes,
    disk_bytes: resources.diskBytes,
    gpu_count: resources.gpu?.count ?? 0,
    gpu_model: resources.gpu?.model ?? null,
  };
}

export function fromRow(row: RecordRow): WorkloadRecord {
  return {
    id: row.id,
    ownerRef: row.owner_ref,
    community: row.community,
    entityRef: row.entity_ref,
    title: row.title,
    engine: row.engine,
    siteId: row.site_id,
    siteTitle: row.site_title ?? row.site_id,
    slug: row.slug,
    generation: row.generation,
    desired: row.desired,
    state: row.state,
    reason: JSON.parse(row.reason),
    endpoints: JSON.parse(row.endpoints),
    summary: JSON.parse(row.summary),
    ...(row.group_id !== null && {
      group: {
        id: row.group_id,
        index: row.group_index!,
        size: row.group_size!,
      },
    }),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    startedAt: row.started_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    logsGeneration: row.logs_generation,
    ...(row.idle !== null && { idle: JSON.parse(row.idle) }),
    revision: row.revision,
    ...(row.gives_up && { givesUp: true }),
    ...(row.follow !== null && { follow: JSON.parse(row.follow) }),
  };
}

/** What an engine is given: of a module that it follows, at the commit of now. */
export function specOf({
  spec,
  follow,
}: Pick<WorkloadRow, 'spec' | 'follow'>): WorkloadSpec {
  return withRevision(
    JSON.parse(spec),
    follow ? JSON.parse(follow) : undefined,
  );
}

/** The columns that a change touches. */
export function changedColumns(change: WorkloadChange): Partial<WorkloadRow> {
  const columns: Partial<WorkloadRow> = {
    generation: change.generation,
    desired: change.desired,
    state: change.state,
    reason: change.reason && JSON.stringify(change.reason),
    endpoints: change.endpoints && JSON.stringify(change.endpoints),
    started_at: change.startedAt,
    ends_at: change.endsAt,
    idle: change.idle && JSON.stringify(change.idle),
    gives_up: change.givesUp,
    ...(change.follow && followColumns(change.follow)),
  };
  const given = Object.entries(columns).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}

function followColumns(
  follow: FollowState | undefined,
): Pick<WorkloadRow, 'follow' | 'follows'> {
  return {
    follow: follow ? JSON.stringify(follow) : null,
    follows: Boolean(follow?.isOn || follow?.trying),
  };
}
