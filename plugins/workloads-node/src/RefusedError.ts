import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';

/** An engine will never run this, and says why in words for its owner. @public */
export class RefusedError extends ConflictError {
  readonly reason: WorkloadReason;

  constructor(reason: WorkloadReason) {
    super(reason.message);
    this.name = 'ConflictError';
    this.reason = reason;
  }
}
