import type { CheckedModule } from '@astrolabe/plugin-assets-node';
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
  kind: 'begin' | 'done' | 'back' | 'end';
  change: WorkloadChange;
  /** It starts anew for this commit, which is given up where that may not be. */
  tried?: string;
}

/**
 * The one place that decides: it goes on with the commit that has passed, which then has
 * come up, or has not and is given up for the one before. What its owner stops stays so.
 *
 * @param module - what is known of its module now; undefined: nothing
 */
export function followStep(
  record: WorkloadRecord,
  module: CheckedModule | undefined,
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
    return hasEnded ? back(record, now) : undefined;
  }
  if (!follow.isOn || !module) return undefined;
  if (module.repository !== follow.of) return end(record, module, now);
  const next = nextOf(module, follow);
  if (!next || state !== 'running') return undefined;
  const reason = because('restarting.newerCommit', { commit: short(next) });
  const from = follow.commit;
  const begun = begunOf(record, now);
  const after = { ...rest, commit: next, trying: { at: now, from }, begun };
  return {
    ...{ kind: 'begin', tried: next },
    change: { ...again(record, reason), follow: after },
  };
}

/**
 * What its branch is at, and nothing before that: which of two commits is older nobody
 * has to know.
 */
function nextOf(
  { tip, passed }: CheckedModule,
  { commit, refused }: FollowState,
): string | undefined {
  const isNews = tip !== commit && tip !== refused?.commit;
  return isNews && tip === passed ? tip : undefined;
}

/** Another has taken the name: whoever launched it has not chosen to run that. */
function end(
  { follow }: WorkloadRecord,
  { tip: commit }: CheckedModule,
  at: string,
): FollowStep {
  const reason = because('constraint-not-met.otherRepository');
  const refused = { commit, at, reason };
  return {
    kind: 'end',
    change: { follow: { ...follow!, isOn: false, refused } },
  };
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
  const before = trying ? { ...rest, commit: trying.from } : rest;
  return { follow: { ...before, refused: { commit, at, reason } } };
}

/** What people see of it. */
export function toFollowView({
  mark: _mark,
  of: _of,
  base: _base,
  begun: _begun,
  ...view
}: FollowState): WorkloadFollow {
  return view;
}

function back(record: WorkloadRecord, at: string): FollowStep {
  const { reason } = record;
  const { trying, ...rest } = record.follow!;
  const commit = rest.commit!;
  const why = because('restarting.commitBefore', {
    ...{ commit: short(commit), reason },
  });
  const refused = { commit, at, reason };
  return {
    ...{ kind: 'back', tried: commit },
    change: {
      ...again(record, why),
      follow: {
        ...{ ...rest, commit: trying?.from, refused },
        begun: begunOf(record, at),
      },
    },
  };
}

/** Who updates often would never lie idle, nor come to an end. */
function begunOf(
  { follow, startedAt, summary }: WorkloadRecord,
  now: string,
): FollowState['begun'] {
  const at = follow?.begun?.at ?? startedAt;
  if (!at) return undefined;
  const { timeToLiveSeconds: life } = summary.lifetime;
  if (life === undefined) return { at };
  const ran = Math.round((Date.parse(now) - Date.parse(at)) / 1000);
  return { at, secondsLeft: Math.max(1, life - ran) };
}

/** As a restart by its owner. */
function again(record: WorkloadRecord, reason: WorkloadReason): WorkloadChange {
  if (!workloadCan('restart', record)) return {};
  return {
    ...{ generation: record.generation + 1, state: 'queued', reason },
    endpoints: notReady(record),
    ...{ startedAt: null, endsAt: null },
  };
}

function short(commit: string): string {
  return commit.slice(0, 8);
}
