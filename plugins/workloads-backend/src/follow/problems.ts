import { withAdvice } from '@astrolabe/http';
import { ConflictError } from '@backstage/errors';

/** Nothing newer of it will ever come, or nobody checks what does. */
export function nothingToFollow(title: string, cause: string): Error {
  return withAdvice(
    new ConflictError(`'${title}' cannot follow newer versions of its module`),
    {
      code: 'NOTHING_TO_FOLLOW',
      cause,
      nextStep: 'Launch it without a revision, or go on without following.',
    },
  );
}
