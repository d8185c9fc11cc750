import type { LaunchRequest } from './launch';
import type { WorkloadReason } from './reasons';
import type { SharedWithMe } from './shares';

/** The life of a snapshot. @public */
export const snapshotStates = [
  'queued',
  'saving',
  'complete',
  'failed',
  'deleting',
] as const;

/** @public */
export type SnapshotState = (typeof snapshotStates)[number];

/** States in which something is still to be done. @public */
export function isSnapshotMoving(state: SnapshotState): boolean {
  return ['queued', 'saving', 'deleting'].includes(state);
}

/** What a workload had become, kept to be launched again. @public */
export interface Snapshot {
  /** UUIDv7: sorts by creation. */
  id: string;
  /** What the person called it, or the workload. */
  title: string;
  ownerRef: string;
  /** Id of the community of what it was taken of. */
  community: string;
  /** The module or tool that it is of. */
  entityRef: string;
  /** What it was taken of; that may be gone. */
  workloadId: string;
  /** Which way that was launched; missing: the usual one. */
  variant?: string;
  engine: string;
  siteId: string;
  siteTitle: string;
  state: SnapshotState;
  reason: WorkloadReason;
  /** As it was measured before. */
  bytesBefore: number;
  /** While it is saved, as far as its engine says. */
  bytesDone?: number;
  /** When it is complete. */
  bytes?: number;
  leftOut?: SnapshotLeftOut;
  /** UTC, ISO 8601. */
  createdAt: string;
  /** When `state` or `reason` last changed. */
  changedAt: string;
  /** Missing: it is one's own. */
  shared?: SharedWithMe;
}

/** Files that a snapshot does not hold. @public */
export interface SnapshotLeftOut {
  /** How many held secrets of the workload. */
  secrets: number;
  /** How many could not be read. */
  unreadable: number;
  /** Some of both, from the workload's folder. */
  names: string[];
}

/** @public */
export interface SnapshotDetail extends Snapshot {
  /** What was asked when its workload was launched; without its values, where it is another's. */
  request: LaunchRequest;
}

/** How much a person may keep. Sizes in bytes. @public */
export interface SnapshotBounds {
  bytesEach: number;
  bytesPerPerson: number;
  /** How many one may have. */
  perPerson: number;
}

/** How much a person may keep, and keeps. @public */
export interface SnapshotLimits extends SnapshotBounds {
  /** By all that the person has, those on their way by what was measured before. */
  usedBytes: number;
  used: number;
}

/** @public */
export interface SnapshotSize {
  bytes: number;
  /** What is kept is for its owner alone to know. */
  limits: SnapshotBounds & Partial<SnapshotLimits>;
}

/** @public */
export interface SnapshotList {
  /** Newest first. */
  items: Snapshot[];
  limits: SnapshotLimits;
}

/**
 * How many bytes the next snapshot may have, as far as one is told; 0, where there
 * may be none.
 *
 * @public
 */
export function snapshotRoom(limits: SnapshotSize['limits']): number {
  const { bytesEach, bytesPerPerson, perPerson } = limits;
  const { used = 0, usedBytes = 0 } = limits;
  if (used >= perPerson) return 0;
  return Math.max(0, Math.min(bytesEach, bytesPerPerson - usedBytes));
}

/** Published on {@link SNAPSHOTS_CHANNEL} to the owner at each change. @public */
export type SnapshotSignal =
  | { kind: 'changed'; snapshot: Snapshot }
  | { kind: 'deleted'; id: string };

/** Signals channel of changes of snapshots. @public */
export const SNAPSHOTS_CHANNEL = 'workload-snapshots';
