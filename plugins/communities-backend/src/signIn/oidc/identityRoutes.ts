import { audited } from '@astrolabe/http';
import type { LinkedIdentity } from '@astrolabe/plugin-communities-common';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import type { Session } from '../../database';
import { requireSession } from '../../machineAccess';
import {
  awayNow,
  identityInUse,
  identityUnknown,
  lastIdentity,
  signInAgain,
  signInFirst,
} from './identityProblems';
import { isFresh } from './isFresh';
import { SignInError } from './problems';
import { pageOfPortal } from './returnTo';
import type { SignInRoom } from './routes';
import { assertOwnPage } from './SignInPages';

/** By which identities a person signs in, and how one comes and goes. */
export function addIdentityRoutes(
  routes: Router,
  options: SignInRoom & { auditor: AuditorService; httpAuth: HttpAuthService },
): void {
  const { auditor, httpAuth, pages, people, signIn } = options;
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });

  /** The session of whoever asks, by a page, and has just said who they are. */
  async function freshSession(req: Request): Promise<Session> {
    const credentials = await caller(req);
    requireSession(req, credentials);
    assertOwnPage(req);
    const session = await pages.sessionOf(req);
    const { userEntityRef } = credentials.principal;
    if (session?.personRef !== userEntityRef) throw signInFirst();
    if (!isFresh(session)) throw signInAgain(session.provider);
    return session;
  }

  routes.get('/v1/identities', async (req, res) => {
    const credentials = await caller(req);
    // They say who somebody is elsewhere, which no program has to know.
    requireSession(req, credentials);
    const { principal } = credentials;
    const session = await pages.sessionOf(req);
    const found = await people.identitiesOf(principal.userEntityRef);
    const providerAt = (issuer: string) =>
      [...signIn.providers.values()].find(
        ({ settings }) => settings.issuer.href === issuer,
      )?.settings.id;
    const items = found.map(
      (identity): LinkedIdentity => ({
        ...identity,
        provider: providerAt(identity.issuer),
        isCurrent: session?.identityId === identity.id,
      }),
    );
    res.json({ items });
  });

  routes.post('/v1/identities/links', async (req, res) => {
    const { provider } = req.body;
    const { personRef, idHash } = await freshSession(req);
    const link = { personRef, idHash };
    const page = pageOfPortal(req.body.return);
    const meta = { provider };
    const event = { auditor, request: req, eventId: 'identity-link-begin' };
    const url = await audited({ ...event, meta }, async () => {
      try {
        const wish = { provider, page, asksAgain: true, link };
        return await pages.begin(req, res, wish);
      } catch (error) {
        throw error instanceof SignInError ? awayNow(provider) : error;
      }
    });
    res.set('cache-control', 'no-store').json({ url: url.href });
  });

  routes.delete('/v1/identities/:id', async (req, res) => {
    const { id } = req.params;
    const event = { auditor, request: req, eventId: 'identity-unlink' };
    await audited({ ...event, meta: { identity: id } }, async () => {
      const { identityId, personRef } = await freshSession(req);
      const own = await people.identitiesOf(personRef);
      if (!own.some(each => each.id === id)) throw identityUnknown();
      if (own.length === 1) throw lastIdentity();
      if (id === identityId) throw identityInUse();
      if (!(await people.unlink(id, personRef))) throw lastIdentity();
    });
    res.status(204).end();
  });
}
