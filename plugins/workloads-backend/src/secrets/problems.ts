import { withAdvice } from '@astrolabe/http';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Values that something does not take, and those that it needs. */
export function wrongSecrets(
  problems: { path: string; message: string }[],
): Error {
  return withAdvice(
    new InputError(problems.map(({ message }) => message).join('; ')),
    {
      code: 'WRONG_SECRETS',
      cause: problems.map(({ path }) => path).join(', '),
      nextStep: 'Give the values of those that its launch form names.',
      problems,
    },
  );
}

export function secretNeeded(name: string): Error {
  return withAdvice(new ConflictError(`You keep no secret '${name}'`), {
    code: 'SECRET_NEEDED',
    cause: `It needs '${name}'`,
    nextStep: 'Make it on the page Secrets, or give its value for this launch.',
  });
}

export function secretExpired(name: string): Error {
  return withAdvice(new ConflictError(`Your secret '${name}' has expired`), {
    code: 'SECRET_EXPIRED',
    cause: `It needs '${name}'`,
    nextStep:
      'Give it another value on the page Secrets, or one for this launch.',
  });
}

export function keepsNoSecrets(): Error {
  return withAdvice(
    new ServiceUnavailableError('This portal keeps no secrets'),
    {
      code: 'NO_SECRETS_KEPT',
      nextStep: 'Launch it without values of secrets.',
    },
  );
}
