import type { EndpointView } from './endpoints';
import type { WorkloadFollow } from './follow';
import type { WorkloadLifetime, WorkloadResources } from './generated/workload';
import type { LaunchRequest } from './launch';
import type { Purpose } from './lifetimes';
import type { WorkloadReason } from './reasons';
import type { SharedWithMe, Whose } from './shares';
import type { WorkloadState } from './states';
import type { StorageMode } from './storageStatus';

/**
 * Where a workload stands among those that wait at its site for the same: GPUs,
 * or processors and memory alone.
 *
 * @public
 */
export interface WorkloadQueue {
  resource: 'gpu' | 'cpu';
  /** From 1. */
  position: number;
  /** How many came earlier. */
  ahead: number;
  /** How many wait, itself included. */
  total: number;
  /** Since when it waits. UTC, ISO 8601. */
  since: string;
  /** Missing where nothing can be said: too little has run here yet. */
  wait?: WorkloadWait;
}

/**
 * How much longer something waits, as earlier runs let expect.
 *
 * @public
 */
export interface WorkloadWait {
  /** In half of all cases it is not longer. */
  p50Seconds: number;
  /** In four of five cases it is not longer. */
  p80Seconds: number;
  /** How many earlier runs this is told from. */
  samples: number;
  /** From when on it counts. UTC, ISO 8601. */
  at: string;
}

/** @public */
export interface Workload {
  /** UUIDv7: sorts by creation. */
  id: string;
  /** What the person called it. */
  title: string;
  /** The module or tool that it came from. */
  entityRef: string;
  ownerRef: string;
  /** Id of the community that it was launched in. */
  community: string;
  engine: string;
  siteId: string;
  /** What people call the site; its id where that is not known. */
  siteTitle: string;
  /** What the person wants of it now. */
  desired: 'run' | 'stop' | 'delete';
  state: WorkloadState;
  reason: WorkloadReason;
  /** While it waits for room. */
  queue?: WorkloadQueue;
  resources: WorkloadResources;
  lifetime: WorkloadLifetime;
  endpoints: EndpointView[];
  /** Names of its tasks, main first, for logs. */
  tasks: string[];
  /** Ids of its owner's linked storages that it mounts, for its owner alone. */
  accounts?: string[];
  /** How storages come into it; missing: it has none. */
  storage?: StorageMode;
  /** Those that a terminal can be opened in; missing: all. */
  terminals?: string[];
  /** UTC, ISO 8601. */
  createdAt: string;
  /** When `state` or `reason` last changed. */
  changedAt: string;
  /** When it first ran, if it has. */
  startedAt?: string;
  /** When its time to live ends, if it has one. */
  endsAt?: string;
  /** Once it has ended, a restart finds its files again; else it begins with an empty folder. */
  keepsFiles: boolean;
  /** Its site takes snapshots; maybe not of every program. */
  takesSnapshots: boolean;
  /** What its owner has to know of it because nobody uses it. */
  idle?: WorkloadIdle;
  /** How it follows its module; missing: it cannot. */
  follow?: WorkloadFollow;
  /** Of those that were launched together. */
  group?: WorkloadGroup;
  /** Missing: it is one's own. */
  shared?: SharedWithMe;
}

/**
 * Of a workload that nobody uses: that it will be stopped, or not for now.
 *
 * @public
 */
export interface WorkloadIdle {
  /** 1 or 2 of 2; 0: it was put off. */
  warnings: number;
  /** Since when nobody has used it. UTC, ISO 8601. */
  since?: string;
  /** When it will be stopped, unless it is used. */
  stopsAt?: string;
  /** It is not stopped for being idle before. */
  snoozedUntil?: string;
  /** What becomes of its files when it is stopped. */
  files: FilesFate;
}

/**
 * What becomes of the files of something that the portal stops: they stay, are
 * lost, or are lost with a snapshot of them taken before, where there is room.
 *
 * @public
 */
export type FilesFate = 'kept' | 'lost' | 'saved';

/** For how long it may be put off at once that something idle is stopped, in hours. @public */
export const SNOOZE_MOST_HOURS = 168;

/** One workload, as it is asked for alone. @public */
export interface WorkloadDetail extends Workload {
  /** What was asked, so that it can be asked again; without its values, where it is another's. */
  request: LaunchRequest;
}

/** Where a workload stands among those that were launched with it. @public */
export interface WorkloadGroup {
  id: string;
  /** From 0. */
  index: number;
  /** How many were launched. */
  size: number;
  /** How many of those that are left are in each state; in grouped lists. */
  states?: Partial<Record<WorkloadState, number>>;
}

/** A line of the time line. @public */
export interface WorkloadEvent {
  at: string;
  state: WorkloadState;
  reason: WorkloadReason;
}

/** @public */
export interface WorkloadPage {
  items: Workload[];
  totalItems: number;
  /** How many there are for each purpose. */
  purposes: Record<Purpose, number>;
  nextCursor?: string;
}

/** @public */
export interface WorkloadListOptions {
  cursor?: string;
  /** 1 to 200, 50 unless told. */
  limit?: number;
  purpose?: Purpose;
  /** Those of this community alone. */
  community?: string;
  /** Those of this group alone. */
  group?: string;
  /** One of each group, which stands for all. */
  grouped?: boolean;
  /** One's own, unless told. */
  whose?: Whose;
}

/** Published on the signals channel `workloads` to the owner at each change. @public */
export type WorkloadSignal =
  | { kind: 'changed'; workload: Workload }
  | { kind: 'deleted'; id: string };

/** Event-bus topic of launches: `{ entityRef, workloadId, at }`, for usage counts. @public */
export const WORKLOAD_LAUNCHED_TOPIC = 'astrolabe.workload-launched';

/** Signals channel of workload changes. @public */
export const WORKLOADS_CHANNEL = 'workloads';

/** How a workload is deleted. @public */
export interface Deletion {
  /** Also with what it changed and could not copy back into its storage. */
  giveUpFiles?: boolean;
}
