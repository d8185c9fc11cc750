import { withAdvice } from '@astrolabe/http';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Requests that came with an access token, and its id. */
const tokens = new WeakMap<object, string>();

/** Remembers by which access token a request came. */
export function markToken(request: object, tokenId: string): void {
  tokens.set(request, tokenId);
}

/** The access token by which a request came; undefined for a person's own session. */
export function tokenIdOf(request: object | undefined): string | undefined {
  return request && tokens.get(request);
}

/**
 * Lets only a person who is there themselves: no program with a token of
 * theirs, and no backend that speaks for them.
 */
export function requireSession(
  request: object,
  { principal }: BackstageCredentials<BackstageUserPrincipal>,
): void {
  if (!tokenIdOf(request) && !principal.actor) return;
  throw withAdvice(
    new NotAllowedError(
      'This takes the person themselves, not an access token',
    ),
    {
      code: 'TOKEN_NEEDS_SESSION',
      nextStep: 'Sign in to the portal and do it there.',
    },
  );
}
