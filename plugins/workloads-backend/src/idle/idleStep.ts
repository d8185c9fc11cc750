import {
  because,
  lifetimes,
  type WorkloadIdle,
} from '@astrolabe/plugin-workloads-common';
import type { IdleConfig } from '../config';
import {
  notReady,
  type Activity,
  type IdleState,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';

/** What is known of a workload now, and by which rules it counts as idle. */
export interface IdleView {
  activity: Activity;
  config: IdleConfig;
  /** What was looked at before says nothing of now. */
  blindBefore: string;
  now: number;
}

/**
 * What has to be said or done about a workload that nobody uses: a warning, a
 * second one, its end; or that all is well again. One step at a time, so that
 * each pause is as long as it was said, whatever was missed in between.
 */
export function idleStep(
  record: WorkloadRecord,
  { activity, config, blindBefore, now }: IdleView,
): WorkloadChange | undefined {
  const { idle, state, desired, summary } = record;
  const runs = state === 'running' && desired === 'run';
  if (!runs || !lifetimes[summary.lifetime.kind].canIdle) return undefined;
  const since = latest([
    activity.usedAt,
    record.follow?.begun?.at ?? record.startedAt,
    record.idle?.snoozedUntil,
  ]);
  const isIdle =
    now - Date.parse(since) >= config.afterMs &&
    activity.lookedAt >= blindBefore;
  if (!isIdle) return allWell(record, since, now);
  const { warnings = 0, warnedAt } = idle ?? {};
  const pauseIsOver = !warnedAt || now - Date.parse(warnedAt) >= config.graceMs;
  if (!pauseIsOver) return undefined;
  if (warnings >= 2) return end(record);
  const pauses = 2 - warnings;
  return {
    idle: {
      since,
      warnings: warnings + 1,
      warnedAt: isoTime(now),
      stopsAt: isoTime(now + pauses * config.graceMs),
    },
  };
}

/** What its owner is told of it, beside its state. */
export function toIdleView(
  { idle, state }: WorkloadRecord,
  now = Date.now(),
): Omit<WorkloadIdle, 'files'> | undefined {
  if (!idle || state !== 'running') return undefined;
  const { since, stopsAt, warnings = 0, snoozedUntil } = idle;
  if (warnings > 0) return { since, stopsAt, warnings };
  return snoozedUntil && Date.parse(snoozedUntil) > now
    ? { snoozedUntil, warnings }
    : undefined;
}

/** Takes back what was said, when it was used since. */
function allWell(
  { idle }: WorkloadRecord,
  since: string,
  now: number,
): WorkloadChange | undefined {
  if (!idle) return undefined;
  const { snoozedUntil } = idle;
  if (snoozedUntil && Date.parse(snoozedUntil) > now) return undefined;
  const wasUsed = idle.since === undefined || since > idle.since;
  return wasUsed ? { idle: null } : undefined;
}

function end(record: WorkloadRecord): WorkloadChange {
  const idle: IdleState = { ...record.idle, isEnd: true };
  return {
    desired: 'stop',
    state: 'stopping',
    reason: because('idle.stopping'),
    endpoints: notReady(record),
    idle,
  };
}

function latest(instants: (string | undefined)[]): string {
  return instants
    .filter(instant => instant !== undefined)
    .sort()
    .at(-1)!;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
