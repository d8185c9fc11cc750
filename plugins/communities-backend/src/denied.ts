import { withAdvice } from '@astrolabe/http';
import { tierGranting } from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';

/** A refusal that says who grants it. */
export function denied(permission: string): Error {
  const tier = tierGranting(permission);
  return withAdvice(
    new NotAllowedError(`Your tier does not grant '${permission}'`),
    {
      code: 'PERMISSION_DENIED',
      nextStep: tier
        ? `The tier '${tier}' grants it; your preferences page says how to get it.`
        : 'No tier grants it.',
    },
  );
}
