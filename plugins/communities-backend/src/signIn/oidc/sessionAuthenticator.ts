import { withAdvice } from '@astrolabe/http';
import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import type { Communities, SignedIn } from './Communities';
import type { Cookies } from './cookies';
import { assertOwnPage, SESSION_COOKIE } from './SignInPages';

/** Knows people by the cookie of their session. */
export const createSessionAuthenticator = (
  communities: Communities,
  cookies: Cookies,
) =>
  createProxyAuthenticator({
    defaultProfileTransform: async ({ displayName, email }: SignedIn) => ({
      profile: { displayName, email },
    }),
    initialize() {},
    async authenticate({ req }) {
      assertOwnPage(req);
      const sessionId = cookies.read(req, SESSION_COOKIE);
      const found = sessionId && (await communities.findSession(sessionId));
      if (found) return { result: found };
      throw withAdvice(new AuthenticationError('You are not signed in'), {
        code: 'NO_SESSION',
        nextStep: 'Sign in on the page of the portal.',
      });
    },
  });
