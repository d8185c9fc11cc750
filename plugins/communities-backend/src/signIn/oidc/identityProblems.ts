import { refused, withAdvice } from '@astrolabe/http';
import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** A token alone could be another's: the browser has to be signed in as well. */
export function signInFirst(): Error {
  return withAdvice(new AuthenticationError('You are not signed in'), {
    code: 'NO_SESSION',
    nextStep: 'Sign in on the page of the portal.',
  });
}

export function signInAgain(provider: string): Error {
  return refused({
    message: 'Say once more who you are',
    code: 'SIGN_IN_AGAIN',
    cause: `how one signs in is changed within ten minutes after '${provider}' asked who it is`,
    nextStep: 'Sign in again, and repeat it then.',
  });
}

export function awayNow(provider: string): Error {
  return withAdvice(
    new ServiceUnavailableError(`'${provider}' does not answer`),
    { code: 'PROVIDER_AWAY', nextStep: 'Try again in some minutes.' },
  );
}

/** Also for one of somebody else. */
export function identityUnknown(): Error {
  return withAdvice(new NotFoundError('You have no such sign-in'), {
    code: 'IDENTITY_UNKNOWN',
    nextStep: 'Load the list again: it has those that are yours.',
  });
}

export function lastIdentity(): Error {
  return withAdvice(
    new ConflictError('It is the only way in which you can sign in'),
    { code: 'LAST_IDENTITY', nextStep: 'Link another one before.' },
  );
}

export function identityInUse(): Error {
  return withAdvice(new ConflictError('You are signed in by it now'), {
    code: 'IDENTITY_IN_USE',
    nextStep: 'Sign in by another one, and take this away then.',
  });
}
