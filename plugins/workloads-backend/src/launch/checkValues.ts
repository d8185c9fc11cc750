import { withAdvice } from '@astrolabe/http';
import {
  validateFormValues,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import type { Offer } from './getOffer';

/** @throws InputError that names each field and what is allowed */
export function checkValues(offer: Offer, values: FormValues): void {
  const problems = validateFormValues(offer.form, values);
  if (problems.length === 0) return;
  throw withAdvice(
    new InputError(problems.map(problem => problem.message).join('; ')),
    {
      code: 'INVALID_VALUES',
      nextStep: 'Change the fields that are named and send it again.',
      problems,
    },
  );
}
