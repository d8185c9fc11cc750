import type { Observation } from '@astrolabe/plugin-workloads-node';
import { isSettled } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';

/** What has to be done so that an engine does what is wished for. */
export type Due =
  | 'submit'
  | 'resubmit'
  | 'stop'
  | 'settle'
  | 'remove'
  | 'nothing';

/** What a wish asks for, before anyone knows what the engine has. */
export function dueOfWish({ desired, state }: WorkloadRecord): Due {
  if (desired === 'delete') return 'remove';
  if (desired === 'stop') return isSettled(state) ? 'nothing' : 'stop';
  // What has ended stays so; only a restart, which queues it, begins anew.
  return isSettled(state) ? 'nothing' : 'submit';
}

/** The one table of repairs: what is wished for, against what an engine has. */
export function dueOf(
  record: WorkloadRecord,
  observation: Observation | undefined,
): Due {
  switch (record.desired) {
    case 'delete':
      return 'remove';
    case 'stop':
      if (observation) return isSettled(observation.state) ? 'nothing' : 'stop';
      return isSettled(record.state) ? 'nothing' : 'settle';
    default:
      return dueOfRun(record, observation);
  }
}

function dueOfRun(
  record: WorkloadRecord,
  observation: Observation | undefined,
): Due {
  const isOlder =
    observation !== undefined && observation.generation < record.generation;
  if (isSettled(record.state)) {
    // A restart that was refused: the run before it is not wanted any more.
    return isOlder && !isSettled(observation.state) ? 'stop' : 'nothing';
  }
  if (observation) return isOlder ? 'submit' : 'nothing';
  return record.state === 'queued' ? 'submit' : 'resubmit';
}
