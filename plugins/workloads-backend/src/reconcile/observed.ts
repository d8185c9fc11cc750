import type { Observation } from '@astrolabe/plugin-workloads-node';
import {
  isSettled,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import {
  notReady,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';
import { whyStopped } from './changes';

/** What an engine's observation changes in a record; nothing, when it is old news. */
export function observed(
  record: WorkloadRecord,
  observation: Observation,
): WorkloadChange | undefined {
  const isOld = observation.generation < record.generation;
  const settled = isSettled(observation.state);
  if (record.desired === 'delete') return undefined;
  // An earlier run that has ended is what a stop waits for as well.
  if (isOld && !(record.desired === 'stop' && settled)) return undefined;
  const change =
    record.desired === 'stop' && !settled
      ? stopping(record, observation)
      : asSeen(record, observation);
  return isChange(record, change) ? change : undefined;
}

function asSeen(
  record: WorkloadRecord,
  observation: Observation,
): WorkloadChange {
  // What had to give its place up begins anew, wherever it gets another.
  const isBegun = observation.state !== 'queued';
  const startedAt = isBegun
    ? record.startedAt ?? observation.startedAt ?? null
    : null;
  return {
    generation: Math.max(record.generation, observation.generation),
    state: observation.state,
    reason: reasonOf(record, observation),
    endpoints: observation.endpoints,
    startedAt,
    endsAt: isSettled(observation.state) ? null : endOf(record, startedAt),
  };
}

function reasonOf(
  record: WorkloadRecord,
  observation: Observation,
): WorkloadReason {
  const { desired, reason } = record;
  // Why it was not removed no engine knows.
  if (desired === 'stop' && reason.text === 'stopped-by-person.kept') {
    return reason;
  }
  return isEndOfStop(record, observation)
    ? whyStopped(record, 'stopped')
    : observation.reason;
}

/** Its engine says that it was stopped, as it was told. */
function isEndOfStop(
  { desired, idle }: WorkloadRecord,
  { reason }: Observation,
): boolean {
  const isOurs = reason.code === 'stopped-by-person';
  return desired === 'stop' && isOurs && idle?.isEnd === true;
}

/** It still runs, but somebody has asked it to stop. */
function stopping(
  record: WorkloadRecord,
  observation: Observation,
): WorkloadChange {
  return {
    state: observation.state === 'lost' ? 'lost' : 'stopping',
    reason:
      observation.state === 'lost'
        ? observation.reason
        : whyStopped(record, 'stopping'),
    endpoints: notReady(observation),
    startedAt: record.startedAt,
  };
}

function endOf(
  { summary, follow }: WorkloadRecord,
  startedAt: string | null,
): string | null {
  const seconds =
    follow?.begun?.secondsLeft ?? summary.lifetime.timeToLiveSeconds;
  if (!startedAt || seconds === undefined) return null;
  return new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
}

function isChange(record: WorkloadRecord, change: WorkloadChange): boolean {
  const before = record as unknown as Record<string, unknown>;
  return Object.entries(change).some(
    ([key, value]) =>
      JSON.stringify(value ?? null) !== JSON.stringify(before[key] ?? null),
  );
}
