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

/**
 * Its engine cannot be asked now. It goes on there, so that it is still what it
 * was, and its endpoints lead to where they led.
 */
export function unreachable(
  record: WorkloadRecord,
  error: Error,
): WorkloadChange | undefined {
  const isKnown = record.reason.code === 'engine-unreachable';
  if (isSettled(record.state) || isKnown) return undefined;
  const { engine } = record;
  return {
    reason: {
      ...because('engine-unreachable.unknown', { engine }),
      evidence: error.message,
    },
  };
}

/** Its engine is not installed any more: nobody will know what it does. */
export function missing(record: WorkloadRecord): WorkloadChange | undefined {
  const { engine, state, reason } = record;
  const evidence = `'${engine}' is not installed`;
  const isKnown = state === 'lost' || reason.evidence === evidence;
  if (isSettled(state) || isKnown) return undefined;
  // What never started, and what is being stopped, is still just that.
  const keeps = state === 'queued' || state === 'stopping';
  return {
    state: keeps ? state : 'lost',
    reason: {
      ...because('engine-unreachable.running', { engine }),
      evidence,
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

/** It was to be removed, and has what is nowhere else. */
export function kept(record: WorkloadRecord): WorkloadChange | undefined {
  if (record.desired !== 'delete') return undefined;
  return {
    desired: 'stop',
    state: 'stopped',
    reason: because('stopped-by-person.kept'),
    endpoints: notReady(record),
    endsAt: null,
  };
}
