import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';

const LATER =
  'Try again later; if it stays so, ask who looks after the repository.';
const COMPARE = 'Compare it with where you have it from.';

export const notASource = (source: string) =>
  withAdvice(
    new InputError(`'${source.slice(0, 200)}' is neither a DOI nor an address`),
    {
      code: 'NOT_A_DATASET',
      cause: 'source: a DOI, or an http(s) address without a password',
      nextStep:
        'Give a DOI such as 10.5281/zenodo.1234567, or the address of a dataset.',
    },
  );

export const notThere = (where: string) =>
  withAdvice(new NotFoundError(`There is no such dataset at ${where}`), {
    code: 'DATASET_NOT_FOUND',
    cause: `${where} says that it has none`,
    nextStep: COMPARE,
  });

export const closed = (where: string, status: number) =>
  withAdvice(
    new InputError(`${where} gives this to nobody without permission`),
    {
      code: 'DATASET_CLOSED',
      cause: `it answered ${status}`,
      nextStep:
        'Only open datasets can be fetched: fetch it yourself, and upload it to your storage.',
    },
  );

export const busy = (where: string, seconds: number) =>
  withAdvice(new ServiceUnavailableError(`${where} asks to be left alone`), {
    code: 'REPOSITORY_BUSY',
    cause: `it lets us ask again in ${seconds} seconds`,
    nextStep: `Try again in ${seconds} seconds.`,
  });

export const away = (where: string, why: string) =>
  withAdvice(new ServiceUnavailableError(`${where} cannot be asked`), {
    code: 'REPOSITORY_AWAY',
    cause: why,
    nextStep: LATER,
  });

export const notUnderstood = (where: string, why: string) =>
  withAdvice(
    new ServiceUnavailableError(`What ${where} answered was not understood`),
    { code: 'REPOSITORY_NOT_UNDERSTOOD', cause: why, nextStep: LATER },
  );

export const notSearchable = (id: string, known: string[]) =>
  withAdvice(new InputError(`'${id}' cannot be searched`), {
    code: 'NOT_SEARCHABLE',
    cause: `repository: ${known.join(', ')}`,
    nextStep: 'Take one of these.',
  });

export const nothingToImport = (url: string) =>
  withAdvice(new InputError(`${url} names no files`), {
    code: 'NO_FILES',
    cause:
      'its repository tells of no open file in a way that programs can read',
    nextStep: 'Give the address of a file itself instead.',
  });

export const alreadyThere = (name: string, source: string) =>
  withAdvice(new ConflictError(`There is a dataset '${name}' already`), {
    code: 'ALREADY_AN_ASSET',
    cause: `it is from ${source}`,
    nextStep: 'Use that one.',
  });
