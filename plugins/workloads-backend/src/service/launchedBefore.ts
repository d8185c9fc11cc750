import { withAdvice, type Advice } from '@astrolabe/http';
import { ConflictError } from '@backstage/errors';
import {
  workloadReadPermission,
  type LaunchRequest,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { findWhoMay, type PersonParts, type UserOptions } from '../launch';
import { requestHash } from './requestHash';

/**
 * What was launched with this key, if it was by the same request.
 *
 * @throws NotAllowedError to whom it is out of sight now
 */
export async function launchedBefore(
  parts: PersonParts & { store: WorkloadStore },
  request: LaunchRequest,
  options: UserOptions & { idempotencyKey: string },
): Promise<WorkloadRecord | undefined> {
  const { userEntityRef } = options.credentials.principal;
  const found = await parts.store.findByKey(
    userEntityRef,
    options.idempotencyKey,
  );
  if (!found) return undefined;
  if (found.requestHash === requestHash(request)) {
    const { record } = found;
    const { community: asked } = record;
    try {
      await findWhoMay(workloadReadPermission, parts, { options, asked });
    } catch (error) {
      throw outOfSight(error as Error & Partial<Advice>);
    }
    return record;
  }
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

function outOfSight(refusal: Error & Partial<Advice>): Error {
  const { code, cause } = refusal;
  if (refusal.name !== 'NotAllowedError' || !code) return refusal;
  return withAdvice(refusal, {
    code,
    cause: `This Idempotency-Key launched something there before, and ${cause}`,
    nextStep: 'Send a new key with a new request.',
  });
}
