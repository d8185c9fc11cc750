import { refused, withAdvice } from '@astrolabe/http';
import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

export const NOT_FROM_HERE =
  'Its repository was not made or registered at this portal: nothing can be run in anybody’s name.';

export const noRepository = (name: string) =>
  withAdvice(new NotFoundError(`No repository '${name}' was made here`), {
    code: 'REPOSITORY_UNKNOWN',
    cause: NOT_FROM_HERE,
    nextStep: 'Register its repository, or begin one here.',
  });

export const PRIVATE =
  'Its repository is private: only whose it is sees its checks, or a manager.';

export const NOT_YOURS =
  'Only whose repository it is has its checks run, or a manager.';

export const notYours = (name: string) =>
  refused({
    message: `The repository of '${name}' is somebody else's`,
    code: 'NOT_YOUR_REPOSITORY',
    cause: NOT_YOURS,
    nextStep: 'Ask them, or a manager of your community.',
  });

export const runUnknown = (id: string) =>
  withAdvice(new NotFoundError(`There is no run '${id}' of these checks`), {
    code: 'CHECK_RUN_UNKNOWN',
    cause: 'it is not of this module, or was removed: the newest are kept',
    nextStep: 'Take one from the list of its runs.',
  });

export const logUnknown = (check: string) =>
  withAdvice(new NotFoundError(`There is no log of the check '${check}'`), {
    code: 'CHECK_LOG_UNKNOWN',
    cause:
      'it has not begun, its runner keeps none, or it is longer than 50 MB',
    nextStep: 'Look at the run: it says which of its checks have one.',
  });

/** Of whoever put a repository here, as its forge says now. */
export const NOT_WRITABLE =
  'Whoever put it here may not write to it at its forge any more.';

/** Of what is only run where its forge says that it is there. */
export const NOT_FOUND =
  'Its forge cannot say whether the branch is one of the repository itself.';

export const noRunner = () =>
  withAdvice(new ConflictError('Nothing here can check this repository'), {
    code: 'NO_CHECK_RUNNER',
    cause: 'assets.checks.runners names none that takes it',
    nextStep: 'Ask who operates this portal for another runner.',
  });

export const fileUnknown = (file: string) =>
  withAdvice(new NotFoundError(`These checks have left no '${file}'`), {
    code: 'CHECK_FILE_UNKNOWN',
    cause: 'their run has not ended, or made none',
    nextStep: 'Take one of those that the run names.',
  });

export const revisionUnknown = (revision: string) =>
  withAdvice(new NotFoundError(`The repository has no branch '${revision}'`), {
    code: 'REVISION_UNKNOWN',
    cause: 'its forge knows of none',
    nextStep: 'Name a branch, or a commit with all 40 digits.',
  });

export const runnerAway = (runner: string) =>
  withAdvice(new ServiceUnavailableError('Its log cannot be had now'), {
    code: 'CHECK_RUNNER_AWAY',
    cause: `'${runner}', where it was checked, does not answer`,
    nextStep: 'Try again in a while; logs of what has ended are kept here.',
  });

export const tooManyWait = (most: number) =>
  withAdvice(new ConflictError('Checks of this module are waiting already'), {
    code: 'CHECKS_WAITING',
    cause: `${most} that people asked for have not ended`,
    nextStep: 'Wait for them, or stop their workloads.',
  });

export const hookUnknown = () =>
  withAdvice(new NotFoundError('There is no such hook'), {
    code: 'HOOK_UNKNOWN',
    cause: 'it was removed, or never made here',
    nextStep: 'Remove it at the forge.',
  });

export const notSigned = () =>
  withAdvice(new AuthenticationError('It is not signed as its hook is'), {
    code: 'HOOK_SIGNATURE',
    cause: 'the signature is missing, or of another secret or body',
    nextStep: 'Remove the hook at the forge: this portal makes another.',
  });
