import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';

/** Refused with a status that Backstage has no error for. */
class StatusError extends Error {
  readonly status: number;

  constructor(status: number, name: string, message: string) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

const LATER = 'Try again in a moment.';

/** Another's storage does not exist, either. */
export function noStorage(id: string): Error {
  return withAdvice(new NotFoundError(`You have no storage '${id}'`), {
    code: 'STORAGE_NOT_FOUND',
    nextStep: 'The list of your storages names those that you have.',
  });
}

export function noEntry(path: string): Error {
  return withAdvice(new NotFoundError(`There is nothing at '${path}'`), {
    code: 'ENTRY_NOT_FOUND',
    nextStep: 'Its folder names what is there.',
  });
}

export function entryExists(path: string): Error {
  return withAdvice(
    new ConflictError(`There is something at '${path}' already`),
    {
      code: 'ENTRY_EXISTS',
      nextStep: 'Take another name, or say that it may be replaced.',
    },
  );
}

/** What was copied from there is not what is there now. */
export function changedMeanwhile(paths: string[]): Error {
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
  return withAdvice(
    new ConflictError(`'${paths[0]}'${more} changed while it was moved`),
    {
      code: 'ENTRY_CHANGED',
      nextStep: 'Where it was it is as it is now; its copy is as it was.',
    },
  );
}

export function wrongPath(reason: string): Error {
  return withAdvice(new InputError(reason), {
    code: 'PATH_INVALID',
    nextStep: 'Give the names from the root to it, with / between them.',
  });
}

export function notAFile(path: string): Error {
  return withAdvice(new ConflictError(`'${path}' is a folder`), {
    code: 'NOT_A_FILE',
    nextStep: 'Name a file in it; to delete the folder, say `recursive`.',
  });
}

export function notAFolder(path: string): Error {
  return withAdvice(new ConflictError(`'${path}' is no folder`), {
    code: 'NOT_A_FOLDER',
    nextStep: 'Its folder names what is there.',
  });
}

/** Status 507 of RFC 4918. */
export function storageFull(cause: string): Error {
  return withAdvice(
    new StatusError(507, 'InsufficientStorageError', 'The storage is full'),
    {
      code: 'STORAGE_FULL',
      cause,
      nextStep: 'Delete what you need no more, or ask for more room.',
    },
  );
}

/** What was announced has not come. */
export function uploadBrokenOff(): Error {
  return withAdvice(new InputError('The upload broke off'), {
    code: 'UPLOAD_BROKEN_OFF',
    cause: 'less has come than was announced',
    nextStep: 'Upload it again.',
  });
}

/** Status 416 of RFC 9110. */
export function wrongRange(bytes: number): Error {
  return withAdvice(
    new StatusError(
      416,
      'RangeNotSatisfiableError',
      `The file has ${bytes} bytes`,
    ),
    { code: 'RANGE_INVALID', nextStep: 'Ask for a part that it has.' },
  );
}

/** The storage does not let the portal in (any more). */
export function storageRefuses(evidence?: string): Error {
  return withAdvice(new ConflictError('The storage does not let you in'), {
    code: 'STORAGE_REFUSES',
    cause: evidence ?? 'it refuses your user and password',
    nextStep: 'Link the account again.',
  });
}

export function storageAway(evidence?: string): Error {
  return withAdvice(
    new ServiceUnavailableError('The storage does not answer'),
    { code: 'STORAGE_AWAY', cause: evidence, nextStep: LATER },
  );
}

/** It answered, and could not do it. */
export function storageFailed(evidence?: string): Error {
  return withAdvice(
    new StatusError(502, 'BadGatewayError', 'The storage could not do it'),
    { code: 'STORAGE_FAILED', cause: evidence, nextStep: LATER },
  );
}

export function noTask(): Error {
  return withAdvice(new NotFoundError('There is no such task'), {
    code: 'STORAGE_TASK_NOT_FOUND',
    nextStep: 'Look into the folder: it shows what has been done.',
  });
}

export function noDownload(): Error {
  return withAdvice(new NotFoundError('This address holds no more'), {
    code: 'DOWNLOAD_NOT_FOUND',
    nextStep: 'Begin the download anew on the page of your storage.',
  });
}

export function pageEnded(): Error {
  return withAdvice(new InputError('This cursor holds no more'), {
    code: 'CURSOR_ENDED',
    nextStep: 'List the folder from its beginning.',
  });
}
