import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';

/** Why a workload cannot go on, in words for its owner. */
export class Refusal extends Error {
  readonly reason: WorkloadReason;
  /** False: trying again would end the same way. */
  readonly mayRetry: boolean;

  constructor(reason: WorkloadReason, options: { mayRetry?: boolean } = {}) {
    super(reason.message);
    this.name = 'Refusal';
    this.reason = reason;
    this.mayRetry = options.mayRetry ?? false;
  }
}

/** The reason for a full disk, wherever it shows. */
export function diskFull(evidence: string): Refusal {
  return new Refusal({
    code: 'disk-full',
    message: 'There is no room left on the disk of this machine.',
    evidence,
    nextStep: 'Remove workloads or files that are not needed, then restart.',
  });
}

/** The reason when a workload has taken more of the disk than it asked for. */
export function diskLimit(evidence: string): Refusal {
  return new Refusal({
    code: 'disk-full',
    message: 'It has written more than the disk that it asked for.',
    evidence,
    nextStep:
      'Deploy it again with more disk, or remove files in its folder and restart.',
  });
}
