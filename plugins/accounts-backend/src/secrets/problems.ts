import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';

export function notFound(): Error {
  return withAdvice(new NotFoundError('There is no such secret'), {
    code: 'SECRET_NOT_FOUND',
    nextStep: 'Look at the list of your secrets.',
  });
}

export function nameTaken(name: string): Error {
  return withAdvice(new ConflictError(`There is a secret '${name}' already`), {
    code: 'SECRET_EXISTS',
    nextStep: 'Give it another value, or choose another name.',
  });
}

export function busy(): Error {
  return withAdvice(
    new ConflictError('The secret is being changed at this moment'),
    {
      code: 'SECRET_BUSY',
      nextStep: 'Look at it again in two minutes.',
    },
  );
}

export function expired(name: string, at: string): Error {
  return withAdvice(new ConflictError(`The secret '${name}' has expired`), {
    code: 'SECRET_EXPIRED',
    cause: `it was good until ${at}`,
    nextStep: 'Give it another value.',
  });
}

export function tooMany(most: number): Error {
  return withAdvice(new ConflictError(`More than ${most} secrets`), {
    code: 'TOO_MANY_SECRETS',
    nextStep: 'Remove some that you need no more.',
  });
}

export function ofWorkload(): Error {
  return withAdvice(
    new ConflictError('The secret goes with its workload, and not before'),
    {
      code: 'SECRET_OF_WORKLOAD',
      nextStep: 'Give it another value, or delete the workload.',
    },
  );
}

/** Says what is wrong with a value, and never the value. */
export function wrongValue(path: string, message: string): Error {
  return withAdvice(new InputError(`body.${path} ${message}`), {
    code: 'INVALID_REQUEST',
    nextStep: 'Send what the description at openapi.json asks for.',
    problems: [{ path: `body.${path}`, message }],
  });
}
