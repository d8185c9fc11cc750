import {
  because,
  isSettled,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import { RefusedError } from '@astrolabe/plugin-workloads-node';
import {
  notReady,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';

/** Why it was to stop: an engine cannot know. */
export function whyStopped(
  { idle }: WorkloadRecord,
  step: 'stopping' | 'stopped',
): WorkloadReason {
  return idle?.isEnd
    ? because(`idle.${step}`)
    : because(`stopped-by-person.${step}`);
}

/** Its engine cannot be asked: nobody knows what it does. */
export function unreachable(
  record: WorkloadRecord,
  error: Error,
): WorkloadChange | undefined {
  const isKnown = record.reason.code === 'engine-unreachable';
  if (isSettled(record.state) || isKnown) return undefined;
  // What never started, and what is being stopped, is still just that.
  const keeps = record.state === 'queued' || record.state === 'stopping';
  return {
    state: keeps ? record.state : 'lost',
    reason: {
      ...because('engine-unreachable.running', { engine: record.engine }),
      evidence: error.message,
    },
    endpoints: notReady(record),
  };
}

/** Its engine says that it will never run it. */
export function refused(
  record: WorkloadRecord,
  error: Error,
): WorkloadChange | undefined {
  if (record.desired !== 'run') return undefined;
  return {
    state: 'failed',
    reason:
      error instanceof RefusedError
        ? error.reason
        : { ...because('engine-refused.submitted'), evidence: error.message },
  };
}

/** Its engine has forgotten it; it begins anew, if it is still wanted. */
export function forgotten(record: WorkloadRecord): WorkloadChange | undefined {
  if (record.desired !== 'run' || isSettled(record.state)) return undefined;
  return {
    state: 'queued',
    reason: because('restarting.wasLost'),
    endpoints: notReady(record),
    startedAt: null,
    endsAt: null,
  };
}

/** It was to be stopped, and its engine does not even have it. */
export function stopped(record: WorkloadRecord): WorkloadChange | undefined {
  if (record.desired !== 'stop' || isSettled(record.state)) return undefined;
  return {
    state: 'stopped',
    reason: whyStopped(record, 'stopped'),
    endpoints: notReady(record),
    endsAt: null,
  };
}
