import { InputError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';

const MAX_LENGTH = 2000;

/**
 * A page of the portal to come back to. Anything that a browser could take for
 * another place is refused: `//host`, `/\host`, a scheme, what is beneath /api.
 *
 * @returns path, query and fragment
 */
export function pageOfPortal(given: string | undefined): string {
  if (given === undefined || given === '') return '/';
  const here = 'http://portal.invalid';
  const isPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given);
  const url =
    isPath && given.length <= MAX_LENGTH && URL.canParse(given, here)
      ? new URL(given, here)
      : undefined;
  const path = url && url.pathname + url.search + url.hash;
  if (!path || url.origin !== here || /^\/(\/|api(\/|$))/i.test(path)) {
    throw withAdvice(
      new InputError('One can only come back to a page of the portal'),
      {
        code: 'FOREIGN_RETURN',
        nextStep: 'Sign in from the page that you want to see.',
      },
    );
  }
  return path;
}

/** The same page, with what came of it in its query, for the page to say. */
export function withOutcome(page: string, outcome: Record<string, string>) {
  const url = new URL(page, 'http://portal.invalid');
  for (const [name, value] of Object.entries(outcome)) {
    url.searchParams.set(name, value);
  }
  return url.pathname + url.search + url.hash;
}
