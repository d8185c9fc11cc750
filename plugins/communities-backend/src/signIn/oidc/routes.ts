import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { isOwnBackend, rateLimit } from '@astrolabe/http';
import type { Request, Router } from 'express';
import type { DatabasePeople, StoredMembership } from '../../database';
import type { SignedIn } from './Communities';
import { addIdentityRoutes } from './identityRoutes';
import { issuerAmong } from './issuerAmong';
import type { Provider } from './Provider';
import type { SignIn } from './SignIn';
import type { SignInPages } from './SignInPages';

/** Of one address. A whole class may sit behind it. */
const REQUESTS_PER_MINUTE = 240;

/** Of one page. */
const PEOPLE_AT_ONCE = 1000;

export interface SignInRoom {
  signIn: SignIn;
  pages: SignInPages;
  people: DatabasePeople;
  /** For which somebody who is away counts as what they were, for others. */
  absentSeconds: number;
  /** What people were granted beside what a provider says of them. */
  granted(
    personRefs: readonly string[],
  ): Promise<Map<string, StoredMembership[]>>;
  /** What somebody is whom development sign-in offers, where it is on. */
  demoMemberships(personRef: string): StoredMembership[];
}

/** How people come in by a provider, and go. */
export function addSignInRoutes(
  routes: Router,
  options: SignInRoom & { auditor: AuditorService; httpAuth: HttpAuthService },
): void {
  const { signIn, pages, httpAuth } = options;
  routes.use(
    '/v1/sign-in',
    rateLimit({ httpAuth, requestsPerMinute: REQUESTS_PER_MINUTE }),
    (_req, res, next) => {
      res.set('cache-control', 'no-store');
      next();
    },
  );
  routes.get('/v1/sign-in/providers', (_req, res) => {
    res.json({ items: [...signIn.providers.values()].map(describe) });
  });
  routes.get('/v1/sign-in/:provider/start', (req, res) =>
    pages.start(req, res),
  );
  routes.get('/v1/sign-in/:provider/callback', (req, res) =>
    pages.finish(req, res),
  );
  routes.post('/v1/sign-in/:provider/back-channel-logout', (req, res) =>
    pages.endByProvider(req, res),
  );
  routes.post('/v1/sign-in/sign-out', (req, res) => pages.signOut(req, res));
  addIdentityRoutes(routes, options);
  addInternalRoutes(routes, options);
}

/** What the portal's own backends ask. */
function addInternalRoutes(
  routes: Router,
  options: SignInRoom & { httpAuth: HttpAuthService },
): void {
  const { signIn, people, granted, httpAuth } = options;
  const tell = async (userRef: string): Promise<SignedIn> => {
    const withinSeconds = options.absentSeconds;
    const [person, claimed, absent, grants] = await Promise.all([
      people.find(userRef),
      people.membershipsOf(userRef),
      people.lapsedOf(userRef, { withinSeconds }),
      granted([userRef]),
    ]);
    // To whom their provider gives nothing any more, nothing else is left.
    const isGone = person && claimed.length === 0;
    const demo = person ? [] : options.demoMemberships(userRef);
    return {
      ...{ userRef, isKnown: person !== undefined },
      displayName: person?.displayName ?? userRef,
      ...(person?.email && { email: person.email }),
      memberships: isGone
        ? []
        : [...demo, ...claimed, ...(grants.get(userRef) ?? [])],
      ...(absent.length > 0 && { absent }),
    };
  };
  /** Programs with a token of the configuration come from outside. */
  const requireOwnBackend = async (req: Request) => {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    if (!isOwnBackend(principal)) {
      throw new NotAllowedError("Only the portal's own backends ask this");
    }
  };
  routes.post('/v1/sessions/find', async (req, res) => {
    await requireOwnBackend(req);
    const session = await signIn.find(req.body.sessionId);
    if (!session) throw new NotFoundError('Nobody is signed in so');
    res.json(await tell(session.personRef));
  });
  routes.get('/v1/people', async (req, res) => {
    await requireOwnBackend(req);
    const query = req.query as Record<string, string>;
    const { after = '', subject } = query;
    if (subject !== undefined) {
      const issuer = issuerAmong(signIn.providers, query.issuer);
      const ref = await people.withSubject({ issuer, subject });
      res.json({ items: ref ? [await tell(ref)] : [] });
      return;
    }
    const found = await people.membersAfter(after, PEOPLE_AT_ONCE);
    const grants = await granted(found.map(({ ref }) => ref));
    const items = found.map(({ ref, memberships, ...profile }): SignedIn => {
      const own = [...memberships, ...(grants.get(ref) ?? [])];
      return { userRef: ref, isKnown: true, ...profile, memberships: own };
    });
    res.json({ items });
  });
  routes.get('/v1/people/:name', async (req, res) => {
    await requireOwnBackend(req);
    res.json(await tell(`user:default/${req.params.name}`));
  });
}

function describe({ settings }: Provider) {
  const { id, title, contact, rules } = settings;
  const isOpen = rules.some(({ claim }) => !claim);
  return {
    ...{ id, title },
    ...(contact && { contact }),
    looksFor: isOpen
      ? []
      : rules.map(({ claim, looksFor }) => ({ claim, value: looksFor })),
  };
}
