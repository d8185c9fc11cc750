import { withAdvice } from '@astrolabe/http';
import type { AccountTrouble } from '@astrolabe/plugin-accounts-common';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { TroubleError } from './providers';

const nextSteps: Record<AccountTrouble, string> = {
  refused: 'Look at the user name and the password or token, and try again.',
  forbidden: 'Make a token there that may do more, and link it again.',
  expired: 'Make a new one there, and link it again.',
  'not-found': 'Look at the address: it has to be that of the service itself.',
  away: 'Try again when the service answers.',
  private: 'Ask the operator to allow the host (http.allowedHosts).',
  changed:
    'Ask who runs it whether its key was changed: if so, link it again; if not, tell them.',
  unregistered:
    'Ask the operator of the portal to register it there again, or link it in another way.',
  unclear: 'Look at what you have filled in, and try again.',
};

export function nextStepOf(trouble: AccountTrouble): string {
  return nextSteps[trouble];
}

/** The service did not let one in: nothing is kept. */
export function notLinked({ trouble, message }: TroubleError): Error {
  const error =
    trouble === 'away'
      ? new ServiceUnavailableError(message)
      : new InputError(message);
  return Object.assign(
    withAdvice(error, {
      code: 'NOT_LINKED',
      nextStep: nextStepOf(trouble),
    }),
    { trouble },
  );
}

/** Something is wanted of what is linked, and it lets nobody in. */
export function noAccess(
  { title }: { title: string },
  { trouble, message }: TroubleError,
): Error {
  if (trouble === 'away') {
    return withAdvice(new ServiceUnavailableError(message), {
      code: 'ACCOUNT_AWAY',
      nextStep: 'Try again in a moment.',
    });
  }
  if (trouble === 'unregistered') {
    // The operator may be about to change it, or one replica be behind: nothing has ended.
    return withAdvice(new ServiceUnavailableError(message), {
      code: 'ACCOUNT_UNREGISTERED',
      nextStep: nextStepOf(trouble),
    });
  }
  return withAdvice(
    new ConflictError(`${title} does not let you in any more`),
    {
      code: 'ACCOUNT_ENDED',
      cause: message,
      nextStep: 'Link it again on the page Accounts.',
    },
  );
}

export function unknownService(id: string, known: string[]): Error {
  return withAdvice(new InputError(`There is no service '${id}'`), {
    code: 'UNKNOWN_SERVICE',
    cause: `what can be linked is ${known.join(', ')}`,
    nextStep: 'Take one of these.',
  });
}

/** Also for one of somebody else. */
export function accountNotFound(id: string): Error {
  return withAdvice(new NotFoundError(`You have linked no '${id}'`), {
    code: 'ACCOUNT_NOT_FOUND',
    nextStep: 'The page Accounts has those that you have linked.',
  });
}

export function nameTaken(id: string): Error {
  return withAdvice(
    new ConflictError(`You have linked something as '${id}' already`),
    { code: 'ACCOUNT_NAME_TAKEN', nextStep: 'Take another name, or none.' },
  );
}

export function linkedTwice(): Error {
  return withAdvice(new ConflictError('You have linked this one already'), {
    code: 'ACCOUNT_LINKED_TWICE',
    nextStep: 'Change the other one, or unlink it first.',
  });
}

export function tooManyAccounts(most: number): Error {
  return withAdvice(
    new ConflictError(`You have linked ${most} services already`),
    { code: 'ACCOUNT_LIMIT', nextStep: 'Unlink one that you do not need.' },
  );
}

export function loginNotFound(): Error {
  return withAdvice(new NotFoundError('There is no such sign-in any more'), {
    code: 'LOGIN_NOT_FOUND',
    nextStep: 'Begin again: link the service once more.',
  });
}

export function noLogin(title: string): Error {
  return withAdvice(
    new InputError(`One cannot sign in at ${title} like this`),
    {
      code: 'NO_SERVICE_LOGIN',
      nextStep: 'Fill in the form of the service.',
    },
  );
}

/** The person said no, at the service. */
export function loginDenied(title: string): Error {
  return withAdvice(
    new InputError(`${title} was told not to let the portal in`),
    {
      code: 'LOGIN_DENIED',
      nextStep: 'Begin again, and agree there, if that was not meant.',
    },
  );
}

export function wrongValues(
  problems: { path: string; message: string }[],
): Error {
  const inWords = problems.map(({ path, message }) => `${path} ${message}`);
  return withAdvice(new InputError(inWords.join('; ')), {
    code: 'ACCOUNT_VALUES',
    nextStep: 'Fill in the form as the service describes it.',
    problems,
  });
}
