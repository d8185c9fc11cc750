import { refused, withAdvice } from '@astrolabe/http';
import type { AssetCheck } from '@astrolabe/plugin-assets-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';

export const repositoryUnknown = (name: string) =>
  withAdvice(
    new NotFoundError(`There is no repository of a module '${name}' here`),
    {
      code: 'REPOSITORY_UNKNOWN',
      nextStep: 'Make or register its repository, then release it.',
    },
  );

export const notYoursToRelease = (name: string) =>
  refused({
    message: `'${name}' was put here by somebody else`,
    code: 'NOT_YOUR_REPOSITORY',
    cause: 'only who had it made releases it: it is done with their accounts',
    nextStep: 'Ask them to release it.',
  });

export const nothingThere = (url: string) =>
  withAdvice(new ConflictError(`There is nothing in ${url} yet`), {
    code: 'REPOSITORY_EMPTY',
    nextStep: 'Push the module first.',
  });

export const versionTaken = (tag: string, url: string) =>
  withAdvice(new ConflictError(`${url} has a tag ${tag} already`), {
    code: 'VERSION_TAKEN',
    cause: 'a version is released once',
    nextStep: 'Take a higher one.',
    problems: [{ path: 'version', message: `There is a tag ${tag} already` }],
  });

export const versionTooLow = (version: string, last: string) =>
  withAdvice(
    new InputError(`The version ${version} does not come after ${last}`),
    {
      code: 'VERSION_TOO_LOW',
      cause: 'versions go up, as semantic versioning has it',
      nextStep: `Take one that is higher than ${last}.`,
      problems: [{ path: 'version', message: `It has to come after ${last}` }],
    },
  );

export const versionUnfit = (version: string, cause: string) =>
  withAdvice(new InputError(`'${version}' cannot be a version: ${cause}`), {
    ...{ code: 'VERSION_UNFIT', cause },
    nextStep: 'Take one like 1.2.0, or 1.2.0-rc.1 before it.',
    problems: [{ path: 'version', message: cause }],
  });

export const metadataInvalid = (
  file: string,
  errors: AssetCheck['problems'],
) => {
  const [{ message, line }] = errors;
  const where = line ? ` in line ${line}` : '';
  return withAdvice(new InputError(`${file} is wrong${where}: ${message}`), {
    code: 'METADATA_INVALID',
    cause: `${errors.length} errors in ${file}`,
    nextStep: 'Mend it: “Edit its metadata” shows each of them, and how.',
    problems: errors.slice(0, 20).map(each => ({
      path: each.pointer,
      message: each.message,
    })),
  });
};

export const askedOtherwise = (version: string) =>
  withAdvice(
    new ConflictError(`The version ${version} is being released otherwise`),
    {
      code: 'RELEASE_BEGUN',
      cause: 'it was begun with other notes, or another archive',
      nextStep: 'Ask for it as before, or take another version.',
    },
  );

export const alreadyReleased = (version: string) =>
  withAdvice(new ConflictError(`The version ${version} is released already`), {
    code: 'VERSION_TAKEN',
    nextStep: 'Take a higher one.',
    problems: [{ path: 'version', message: 'It is released already' }],
  });

export const archiveNotLinked = (account: string) =>
  withAdvice(new NotFoundError(`You have no archive linked as '${account}'`), {
    code: 'ARCHIVE_NOT_LINKED',
    nextStep: 'Link Zenodo on the page Accounts, or release it without a DOI.',
  });

export const archiveOfPrivate = (url: string) =>
  withAdvice(new ConflictError(`${url} is private`), {
    code: 'REPOSITORY_PRIVATE',
    cause: 'what is archived can be read by everybody, for ever',
    nextStep: 'Make it public first, or release it without a DOI.',
  });

export const nobodyNamed = () =>
  withAdvice(new InputError('It is said nowhere who has made the module'), {
    code: 'AUTHORS_MISSING',
    cause: 'CITATION.cff names no authors, and a DOI needs them',
    nextStep: 'Name the authors in CITATION.cff, and release it again.',
  });

export const draftThere = (page: string) =>
  withAdvice(
    new ConflictError('There is a draft of its next version at the archive'),
    {
      code: 'DRAFT_THERE',
      cause: 'it was not made by this release, and there can be one at a time',
      nextStep: `Publish or discard it: ${page}`,
    },
  );

export const tagElsewhere = (tag: string) =>
  withAdvice(new ConflictError(`The tag ${tag} is at another commit`), {
    code: 'VERSION_TAKEN',
    cause: 'somebody has made it meanwhile',
    nextStep: 'Remove the tag at the forge and release it again.',
  });
