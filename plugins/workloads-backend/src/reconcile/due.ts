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
      if (observation) {
        return observation.generation < record.generation
          ? 'submit'
          : 'nothing';
      }
      if (isSettled(record.state)) return 'nothing';
      return record.state === 'queued' ? 'submit' : 'resubmit';
  }
}
