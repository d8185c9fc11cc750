import {
  because,
  type SnapshotLeftOut,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';

/** What the job on a node says of a request: deploy/nomad/snapshot/snapshot.py. */
export interface SnapshotReport {
  /** `twice`: another job of the same request does it. */
  state: 'saving' | 'complete' | 'failed' | 'twice';
  step?: string;
  bytes?: number;
  leftOut?: SnapshotLeftOut;
  /** Why it failed. */
  code?: string;
  evidence?: string;
}

/** Of the one that does it. */
export type OwnReport = SnapshotReport & {
  state: Exclude<SnapshotReport['state'], 'twice'>;
};

/** In words, from what the job on the node says. */
export function reasonOf(
  { state, step, code, evidence }: OwnReport,
  limitBytes: number,
): WorkloadReason {
  if (state === 'complete') return because('snapshot-taken.complete');
  if (state === 'saving') return stepReason(step);
  if (code === 'too-large') {
    const room = { diskBytes: limitBytes };
    return because('snapshot-too-large.grew', { room });
  }
  return { ...failure(code), ...(evidence && { evidence }) };
}

function stepReason(step: string | undefined): WorkloadReason {
  switch (step) {
    case 'files':
      return because('saving-snapshot.files');
    case 'image':
      return because('saving-snapshot.image');
    case 'sending':
      return because('saving-snapshot.sending');
    default:
      return because('saving-snapshot.begun');
  }
}

function failure(code: string | undefined): WorkloadReason {
  switch (code) {
    case 'ended':
      return because('snapshot-failed.ended');
    case 'registry':
      return because('snapshot-failed.registry');
    default:
      return because('snapshot-failed.unforeseen');
  }
}
