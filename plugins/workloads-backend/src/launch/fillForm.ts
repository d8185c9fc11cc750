import { withAdvice } from '@astrolabe/http';
import { InputError } from '@backstage/errors';
import {
  formDefaults,
  renameFields,
  validateFormValues,
  type FormSchema,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';

/**
 * Fills in defaults, and checks all values as the browser did.
 *
 * @throws InputError with the problem of each field
 */
export function fillForm(form: FormSchema, given: FormValues): FormValues {
  const defaults = formDefaults(form);
  const values: FormValues = Object.fromEntries(
    Object.entries({ ...defaults, ...renameFields(form, given) }).map(
      ([group, fields]) => [group, { ...defaults[group], ...fields }],
    ),
  );
  const problems = validateFormValues(form, values);
  if (problems.length > 0) {
    throw withAdvice(
      new InputError(problems.map(({ message }) => message).join('; ')),
      {
        code: 'INVALID_VALUES',
        cause: problems.map(({ path }) => path).join(', '),
        nextStep: 'Change these fields and send it again.',
        problems,
      },
    );
  }
  return values;
}
