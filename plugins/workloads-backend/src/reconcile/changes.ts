import { isSettled } from '@astrolabe/plugin-workloads-common';
import {
  notReady,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';

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
      code: 'engine-unreachable',
      message: `The engine '${record.engine}' does not answer.`,
      evidence: error.message,
      nextStep:
        'Nothing has to be done: it is looked for again and again. If it lasts, ask who operates this portal.',
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
    reason: {
      code: 'engine-refused',
      message: 'Its engine refuses to run it.',
      evidence: error.message,
      nextStep: 'Deploy it again with other settings.',
    },
  };
}

/** Its engine has forgotten it; it begins anew, if it is still wanted. */
export function forgotten(record: WorkloadRecord): WorkloadChange | undefined {
  if (record.desired !== 'run' || isSettled(record.state)) return undefined;
  return {
    state: 'queued',
    reason: {
      code: 'restarting',
      message: 'Its engine had lost it; it is being started again.',
    },
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
    reason: { code: 'stopped-by-person', message: 'It was stopped.' },
    endpoints: notReady(record),
    endsAt: null,
  };
}
