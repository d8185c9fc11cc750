import { NotAllowedError } from '@backstage/errors';

/** What a program branches on and a person goes on with. @public */
export interface Advice {
  /** A stable word in upper case, such as `TOO_MANY_REQUESTS`. */
  code: string;
  cause?: string;
  nextStep?: string;
  /** The fields that are wrong, with what is allowed. */
  problems?: { path: string; message: string; allowed?: unknown[] }[];
}

/**
 * Adds advice to an error. Backstage's error answer carries an error's own
 * properties, so it reaches the caller.
 *
 * @public
 */
export function withAdvice<E extends Error>(error: E, advice: Advice): E {
  return Object.assign(error, advice);
}

/**
 * A 403 that says which rule refuses, and what would allow it.
 *
 * @public
 */
export function refused({
  message,
  ...advice
}: Advice & { message: string }): NotAllowedError {
  return withAdvice(new NotAllowedError(message), advice);
}
