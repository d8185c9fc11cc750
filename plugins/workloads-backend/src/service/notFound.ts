import { withAdvice } from '@astrolabe/http';
import { NotFoundError } from '@backstage/errors';

/** A stranger's workload, one that may not be read, and a missing one look the same. */
export function notFound(id: string): Error {
  return withAdvice(new NotFoundError(`No workload '${id}'`), {
    code: 'WORKLOAD_NOT_FOUND',
    nextStep: 'Your workloads are listed under My workloads.',
  });
}
