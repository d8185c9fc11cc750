import { refused, withAdvice } from '@astrolabe/http';
import type { AccessOffer } from '@astrolabe/plugin-communities-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';

/** Also for one of somebody else, so that nobody learns which there are. */
export function requestNotFound(id: string): Error {
  return withAdvice(new NotFoundError(`There is no request '${id}' for you`), {
    code: 'ACCESS_REQUEST_NOT_FOUND',
    nextStep: 'The page Access has those that there are.',
  });
}

export function grantNotFound(id: string): Error {
  return withAdvice(new NotFoundError(`There is no grant '${id}' for you`), {
    code: 'GRANT_NOT_FOUND',
    nextStep: 'The page Access has those that hold; others have ended.',
  });
}

export function notOffered(community: string, offer?: AccessOffer): Error {
  const tiers = offer?.tiers.join(', ') || 'nothing';
  return withAdvice(new InputError(`This cannot be asked for here`), {
    code: 'ACCESS_NOT_OFFERED',
    cause: `what '${community}' lets people ask for is ${tiers}`,
    nextStep: 'Ask for what GET /v1/access-offers names.',
  });
}

export function tooManyDays(maxDays: number): Error {
  return withAdvice(
    new InputError(`Access is granted for ${maxDays} days at most`),
    { code: 'ACCESS_DAYS', nextStep: `Say ${maxDays} days or fewer.` },
  );
}

export function hasItAlready(): Error {
  return withAdvice(new ConflictError('You have this already'), {
    code: 'ACCESS_HELD',
    nextStep: 'Load the page again; your preferences say what you may.',
  });
}

export function waitsAlready(): Error {
  return withAdvice(
    new ConflictError('A request of yours to this community waits already'),
    {
      code: 'ACCESS_PENDING',
      nextStep: 'Wait until it is decided on, or withdraw it.',
    },
  );
}

export function isDecided(): Error {
  return withAdvice(new ConflictError('This request waits no more'), {
    code: 'ACCESS_DECIDED',
    nextStep: 'Load the list again: it says what became of it.',
  });
}

export function tooMany(most: number): Error {
  return refused({
    message: `You have asked ${most} times within a day`,
    code: 'ACCESS_LIMIT',
    cause: `one person asks ${most} times a day at most`,
    nextStep: 'Wait until tomorrow, or write to who manages the community.',
  });
}

export function ownRequest(): Error {
  return refused({
    message: 'Nobody decides on their own request',
    code: 'ACCESS_OWN_REQUEST',
    cause: 'a request is decided on by another manager of the community',
    nextStep: 'Wait for another manager, or withdraw it.',
  });
}

export function tierAbove(tier: string): Error {
  return refused({
    message: `You cannot grant '${tier}'`,
    code: 'ACCESS_TIER_ABOVE',
    cause: `nobody grants more than they have there, and '${tier}' gives more`,
    nextStep: 'Leave it to somebody of that tier, or refuse it.',
  });
}
