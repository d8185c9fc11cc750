import { refused, withAdvice } from '@astrolabe/http';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { ForgeError, type Forge } from '../forges';
import { explainForge } from '../publishing/problems';
import type { Zenodo } from './archives/Zenodo';
import type { ReleaseTrouble } from './ReleaseStore';

/** What an archive does not do. */
export class ArchiveError extends Error {
  readonly why: ForgeError;

  constructor(why: ForgeError) {
    super(why.message);
    this.name = 'ArchiveError';
    this.why = why;
  }
}

/** An archive whose errors can be told from those of a forge. */
export function toldApart(archive: Zenodo): Zenodo {
  return new Proxy(archive, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        Promise.resolve(value.apply(target, args)).catch(error => {
          throw error instanceof ForgeError ? new ArchiveError(error) : error;
        });
    },
  });
}

/** When it is tried again; undefined: not by itself. */
export function pauseOf(error: unknown): Date | 'soon' | undefined {
  const why = error instanceof ArchiveError ? error.why : error;
  // What people have linked cannot be told now.
  if (why instanceof ServiceUnavailableError) return 'soon';
  if (!(why instanceof ForgeError)) return undefined;
  if (why.trouble === 'limited') return why.until ?? 'soon';
  return why.trouble === 'away' ? 'soon' : undefined;
}

/** The same with advice, for whoever has asked. */
export function explain(
  error: unknown,
  parts: { forge: Forge; archive?: Zenodo },
): unknown {
  if (error instanceof ForgeError) return explainForge(error, parts.forge);
  if (!(error instanceof ArchiveError)) return error;
  const { trouble, message, needs } = error.why;
  const tokens = parts.archive?.tokensPage;
  if (trouble === 'away' || trouble === 'limited') {
    return withAdvice(new ServiceUnavailableError(message), {
      code: 'ARCHIVE_AWAY',
      cause: message,
      nextStep: 'Try again when it answers.',
    });
  }
  if (trouble === 'refused' || trouble === 'forbidden') {
    return refused({
      message,
      code: 'ARCHIVE_REFUSED',
      cause: needs
        ? `what you have linked lacks ${needs}`
        : 'what you have linked holds no more, or may not do this',
      nextStep: `Make a token with deposit:write and deposit:actions at ${tokens}, and link the archive again.`,
    });
  }
  return withAdvice(new InputError(message), {
    code: 'ARCHIVE_UNCLEAR',
    cause: message,
    nextStep: 'Mend what it says, and ask for the release again: it goes on.',
  });
}

/** As it is kept with a release. */
export function troubleOf(error: unknown): ReleaseTrouble {
  const { message, code, nextStep } = error as {
    message?: string;
    code?: unknown;
    nextStep?: string;
  };
  return {
    reason: message || String(error),
    ...(typeof code === 'string' && { code }),
    ...(nextStep && { nextStep }),
  };
}
