import { refused, withAdvice } from '@astrolabe/http';
import type { ShareRole } from '@astrolabe/plugin-communities-common';
import { InputError, NotFoundError } from '@backstage/errors';

/** What is shared with somebody does not reach as far as they wish. */
export function roleTooLow(
  role: ShareRole,
  needed: ShareRole | 'owner',
): Error {
  if (needed === 'owner') {
    return refused({
      message: 'Only its owner can do this',
      code: 'OWNER_ONLY',
      cause: 'it is shared with you, and this is no part of any role',
      nextStep: 'Ask its owner.',
    });
  }
  return refused({
    message: `It is shared with you to ${role} it only`,
    code: 'SHARE_ROLE',
    cause: `this takes the role '${needed}', and yours is '${role}'`,
    nextStep: `Ask its owner to share it with you as '${needed}'.`,
  });
}

/** Somebody who is no member, and nobody at all: both look the same. */
export function subjectUnknown(): Error {
  return withAdvice(
    new NotFoundError('There is nobody of this name to share it with'),
    {
      code: 'SUBJECT_UNKNOWN',
      cause:
        'things are shared with members of their community (a linked service: of one of yours), with its tiers and its whole, and with groups of your own',
      nextStep:
        'Ask the person for their name here: it is on their page Preferences.',
    },
  );
}

export function ownSubject(): Error {
  return withAdvice(new InputError('It is yours already'), {
    code: 'SHARE_WITH_OWNER',
    nextStep: 'Name somebody else.',
  });
}

export function endIsPast(): Error {
  return withAdvice(new InputError('This time is over'), {
    code: 'SHARE_END_PAST',
    cause: 'a share ends in the future, or not by itself',
    nextStep: 'Name a later time.',
  });
}

export function tooManyShares(most: number): Error {
  return refused({
    message: `It is shared ${most} times already`,
    code: 'SHARE_LIMIT',
    cause: `one thing has ${most} shares at most`,
    nextStep: 'Share it with a group, or end a share.',
  });
}

export function shareNotFound(): Error {
  return withAdvice(new NotFoundError('There is no such share of it'), {
    code: 'SHARE_NOT_FOUND',
    nextStep: 'Load the list again: it may have ended.',
  });
}
