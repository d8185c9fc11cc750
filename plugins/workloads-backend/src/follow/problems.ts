import { withAdvice } from '@astrolabe/http';
import { ConflictError } from '@backstage/errors';

export const NOT_CHECKED =
  'This portal does not check its module, or not everybody can launch that now.';

export const NO_REVISION =
  'It was launched with a revision of its own, or of nothing that this portal checked.';

export const ANOTHER = 'Its module is of another repository now.';

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
