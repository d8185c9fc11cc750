import { InputError } from '@backstage/errors';

/** What is wrong with the configuration of sign-in. */
export function refusal(key: string, why: string): InputError {
  return new InputError(`Invalid value for communities.signIn.${key}: ${why}`);
}
