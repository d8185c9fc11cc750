import { withAdvice } from '@astrolabe/http';
import { ConflictError } from '@backstage/errors';
import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { requestHash } from './requestHash';

/** What was launched with this key, if it was by the same request. */
export async function launchedBefore(
  store: WorkloadStore,
  request: LaunchRequest,
  { ownerRef, key }: { ownerRef: string; key: string },
): Promise<WorkloadRecord | undefined> {
  const found = await store.findByKey(ownerRef, key);
  if (!found) return undefined;
  if (found.requestHash === requestHash(request)) return found.record;
  throw withAdvice(
    new ConflictError(
      'This Idempotency-Key was used for another request before',
    ),
    {
      code: 'IDEMPOTENCY_KEY_REUSED',
      cause: `It launched workload '${found.record.id}'`,
      nextStep: 'Send a new key with a new request.',
    },
  );
}
