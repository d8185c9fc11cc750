import { refused, withAdvice } from '@astrolabe/http';
import type { AssetProblem } from '@astrolabe/plugin-assets-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { ForgeRepository } from '../forges';
import { MODULE_FILE, repositoryKinds, type RepositoryKindId } from './kinds';

const FILES = repositoryKinds.map(({ file }) => file).join(' or ');

// Why a repository that is there already is not registered, and a change of its metadata not proposed.

export const repositoryElsewhere = (text: string, pages: string) =>
  withAdvice(new InputError(`'${text}' names no repository at ${pages}`), {
    code: 'REPOSITORY_ELSEWHERE',
    cause: 'repository',
    nextStep: `Give its address, such as ${pages}/owner/name, or take another account.`,
    problems: [{ path: 'repository', message: `No repository at ${pages}` }],
  });

export const repositoryNotFound = (where: string) =>
  withAdvice(new NotFoundError(`There is no repository ${where}`), {
    code: 'REPOSITORY_NOT_FOUND',
    cause:
      'the forge has none of this name, or shows it not to what you have linked',
    nextStep: 'Compare its address with that at the forge.',
  });

export const repositoryNotWritable = ({ url }: ForgeRepository) =>
  refused({
    message: `You may not write to ${url}`,
    code: 'REPOSITORY_NOT_WRITABLE',
    cause: 'only who may change a repository puts it here',
    nextStep: 'Ask who manages it to let you in, or to do it themselves.',
  });

export const repositoryPrivate = ({ url }: ForgeRepository) =>
  withAdvice(new InputError(`${url} is private`), {
    code: 'REPOSITORY_PRIVATE',
    cause: 'its metadata and README would be seen by everybody here',
    nextStep: 'Make it public at the forge, or say that this is meant.',
    problems: [{ path: 'showsPrivate', message: 'It is private' }],
  });

export const metadataMissing = ({ url, branch }: ForgeRepository) =>
  withAdvice(new InputError(`The branch ${branch} of ${url} has no ${FILES}`), {
    code: 'METADATA_MISSING',
    cause: 'it is what makes a repository a module or a tool',
    nextStep: `Write one on the page “Describe a module”, and put it there as ${MODULE_FILE}; of a tool, see “How something becomes launchable”.`,
  });

export const metadataInvalid = (
  where: string,
  problems: AssetProblem[],
  how: { code?: string; nextStep: string } = {
    nextStep: 'Mend what is named; the page “Describe a module” helps.',
  },
) =>
  withAdvice(
    new InputError(
      `${where} is not valid: ${problems
        .slice(0, 3)
        .map(({ message }) => message)
        .join(' ')}`,
    ),
    {
      code: 'METADATA_INVALID',
      cause: `${problems.length} problems, the first at ${placeOf(
        problems[0],
      )}`,
      ...how,
      problems: problems.map(problem => ({
        path: problem.pointer,
        message: `${placeOf(problem)}: ${problem.message}`,
        ...(problem.allowed && { allowed: problem.allowed }),
      })),
    },
  );

function placeOf({ line = 1, column = 1 }: AssetProblem): string {
  return `line ${line}, column ${column}`;
}

export const moduleExists = (name: string, kind: RepositoryKindId = 'module') =>
  withAdvice(new ConflictError(`There is a ${kind} '${name}' here already`), {
    code: 'MODULE_EXISTS',
    cause: 'it is called as its repository',
    nextStep:
      'Rename the repository at the forge, or ask who put the other one here.',
  });

export const repositoryRegistered = (url: string, name: string) =>
  withAdvice(new ConflictError(`${url} is here already, as '${name}'`), {
    code: 'REPOSITORY_REGISTERED',
    cause: 'somebody put it here, or you by another account',
    nextStep: 'Look at its page; who put it here can take it out.',
  });

export const metadataMoved = (fields: string[], commit: string) =>
  withAdvice(
    new ConflictError(`Others have changed ${MODULE_FILE} meanwhile`),
    {
      code: 'METADATA_MOVED',
      cause: `at ${commit.slice(0, 10)} it differs in ${
        fields.join(', ') || 'its text'
      }`,
      nextStep: 'Read it again, and change it once more.',
    },
  );

export const nothingChanged = () =>
  withAdvice(new InputError(`${MODULE_FILE} would be as it is`), {
    code: 'NOTHING_CHANGED',
    cause: 'text',
    nextStep: 'Change something first.',
  });
