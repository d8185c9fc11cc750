import { refused, withAdvice } from '@astrolabe/http';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ForgeError, type Forge, type ForgeTrouble } from '../forges';

const GOES_ON =
  'What was made is kept: sending the same once more goes on where it stopped.';

export const repositoryExists = (where: string) =>
  withAdvice(
    new ConflictError(`There is a repository of this name: ${where}`),
    {
      code: 'REPOSITORY_EXISTS',
      cause: 'it was not made by a try of yours that was cut short',
      nextStep: 'Take another name for the project, or another owner.',
      problems: [
        {
          path: 'module.name',
          message: 'There is a repository of this name: take another',
        },
      ],
    },
  );

type Explain = (error: ForgeError, forge: Forge) => Error;

/** What a forge does not do, in words of use to whoever asked for it. */
const explanations: Record<ForgeTrouble, Explain> = {
  away: ({ message }) =>
    withAdvice(new ServiceUnavailableError(message), {
      code: 'FORGE_AWAY',
      cause: message,
      nextStep: `Try again when it answers. ${GOES_ON}`,
    }),
  limited: ({ message, until }) =>
    withAdvice(new ServiceUnavailableError(message), {
      code: 'FORGE_LIMITED',
      cause: 'the forge has had more requests than it allows',
      nextStep: `Try again after ${until?.toISOString()}. ${GOES_ON}`,
    }),
  refused: ({ message }, forge) =>
    withAdvice(new InputError(message), {
      code: 'FORGE_REFUSED',
      cause: 'what you have linked holds no more',
      nextStep: `Make a token at ${forge.tokensPage}, and link the forge again.`,
    }),
  forbidden: ({ message, needs }, forge) =>
    refused({
      message,
      code: 'FORGE_FORBIDDEN',
      cause: needs
        ? `what you have linked lacks ${needs}`
        : 'what you have linked may not do this there',
      nextStep: needs
        ? `Make a token with ${needs} at ${forge.tokensPage}, and link the forge again. ${GOES_ON}`
        : `Choose another owner, or ask who manages it. ${GOES_ON}`,
    }),
  taken: ({ message }) => repositoryExists(message),
  moved: ({ message }) =>
    withAdvice(new ConflictError(message), {
      code: 'BRANCH_MOVED',
      cause: 'somebody has put something in meanwhile',
      nextStep: 'Look at what it is now, and send it once more.',
    }),
  unclear: ({ message }) =>
    withAdvice(new InputError(message), {
      code: 'FORGE_UNCLEAR',
      cause: message,
      nextStep: `Mend what it says, and try again. ${GOES_ON}`,
    }),
};

/** What a forge does not do, in words of use. */
export function explainForge(error: ForgeError, forge: Forge): Error {
  return explanations[error.trouble](error, forge);
}

/** The same of whatever is done there. */
export async function explained<T>(
  forge: Forge,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    throw explainForge(error, forge);
  }
}

export const repositoryChanged = (url: string) =>
  withAdvice(
    new ConflictError(`Somebody has put something into ${url} meanwhile`),
    {
      code: 'REPOSITORY_CHANGED',
      cause: 'it was made for this project, and has commits of others now',
      nextStep: 'Remove it at the forge, or take another name.',
    },
  );

export const forgeNotLinked = (account: string) =>
  withAdvice(new NotFoundError(`You have no forge linked as '${account}'`), {
    code: 'FORGE_NOT_LINKED',
    nextStep: 'Link GitHub, GitLab, Gitea or Forgejo on the page Accounts.',
  });

export const ownerUnknown = (owner: string, owners: string[]) =>
  withAdvice(
    new InputError(`You may make no repositories of '${owner}' there`),
    {
      code: 'OWNER_UNKNOWN',
      cause: 'to.owner',
      nextStep: `Take one of: ${owners.slice(0, 20).join(', ')}.`,
      problems: [
        { path: 'to.owner', message: 'Not an owner', allowed: owners },
      ],
    },
  );

export const keyReused = () =>
  withAdvice(
    new ConflictError('This Idempotency-Key was used for another wish'),
    {
      code: 'IDEMPOTENCY_KEY_REUSED',
      nextStep: 'Make a new key for each wish, such as a UUID.',
    },
  );

export const stillBusy = () =>
  withAdvice(
    new ConflictError('This repository is being made by another request'),
    {
      code: 'PUBLISHING_BUSY',
      nextStep: 'Send the same once more in a minute.',
    },
  );

export const notYours = (name: string) =>
  refused({
    message: `'${name}' was put here by somebody else`,
    code: 'NOT_YOUR_REPOSITORY',
    cause: 'only who had it made takes it out again, or a manager',
    nextStep: 'Ask a manager of your community to take it out.',
  });
