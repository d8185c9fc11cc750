import {
  because,
  noticeKindOf,
  workloadCan,
  type WorkloadFollow,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import {
  notReady,
  type FollowState,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';

/** What has to be done so that a workload follows its module. */
export interface FollowStep {
  kind: 'begin' | 'done' | 'back';
  change: WorkloadChange;
}

/**
 * The one place that decides: it goes on with the commit that has passed, which then has
 * come up, or has not and is given up for the one before. What its owner stops stays so.
 *
 * @param passed - the newest commit of its module that has passed the checks
 */
export function followStep(
  record: WorkloadRecord,
  passed: string | undefined,
  now = new Date().toISOString(),
): FollowStep | undefined {
  const { follow, state, desired } = record;
  if (!follow || desired !== 'run') return undefined;
  const { trying, ...rest } = follow;
  if (trying) {
    if (noticeKindOf(record) === 'ready') {
      const { refused: _, ...known } = rest;
      return { kind: 'done', change: { follow: { ...known, since: now } } };
    }
    const hasEnded = state === 'failed' || state === 'completed';
    return hasEnded ? { kind: 'back', change: back(record, now) } : undefined;
  }
  const isNews =
    passed !== undefined &&
    passed !== follow.commit &&
    passed !== follow.refused?.commit;
  if (!isNews || !follow.isOn || state !== 'running') return undefined;
  const change = {
    ...again(
      record,
      because('restarting.newerCommit', { commit: short(passed) }),
    ),
    follow: {
      ...rest,
      commit: passed,
      trying: { at: now, ...(follow.commit && { from: follow.commit }) },
    },
  };
  return { kind: 'begin', change };
}

/** It is not tried, because it may not be: what runs goes on, and what has ended stays so. */
export function notAllowed(
  { follow }: WorkloadRecord,
  {
    commit,
    reason,
    at,
  }: { commit: string; reason: WorkloadReason; at: string },
): WorkloadChange | undefined {
  if (!follow) return undefined;
  const { trying, ...rest } = follow;
  const before = trying ? withCommit(rest, trying.from) : rest;
  return { follow: { ...before, refused: { commit, at, reason } } };
}

/** What people see of it. */
export function toFollowView({
  mark: _,
  ...view
}: FollowState): WorkloadFollow {
  return view;
}

function back(record: WorkloadRecord, at: string): WorkloadChange {
  const { reason } = record;
  const { trying, ...rest } = record.follow!;
  const commit = rest.commit!;
  return {
    ...again(
      record,
      because('restarting.commitBefore', { commit: short(commit), reason }),
    ),
    follow: {
      ...withCommit(rest, trying?.from),
      refused: { commit, at, reason },
    },
  };
}

function withCommit(
  { commit: _, ...rest }: FollowState,
  commit: string | undefined,
): FollowState {
  return { ...rest, ...(commit && { commit }) };
}

/** As a restart by its owner. */
function again(record: WorkloadRecord, reason: WorkloadReason): WorkloadChange {
  if (!workloadCan('restart', record)) return {};
  return {
    ...{ generation: record.generation + 1, state: 'queued', reason },
    endpoints: notReady(record),
    ...{ startedAt: null, endsAt: null, idle: null },
  };
}

function short(commit: string): string {
  return commit.slice(0, 8);
}
