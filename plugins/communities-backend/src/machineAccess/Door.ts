import type { IncomingMessage } from 'node:http';
import { networkOf, withAdvice } from '@astrolabe/http';
import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import {
  AuthenticationError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { markToken } from './marks';
import { isPersonal } from './personalTokens';
import { scopeOf } from './scopeOf';
import { TOKEN_PREFIX } from './tokenFormat';
import type { Bearer, TokenKind } from './tokenKind';

/** Of one address, in a minute: then its tokens are not even looked at. */
const WRONG_A_MINUTE = 60;
/** How long a session of Backstage is used that was made for a token. */
const SESSION_MS = 5 * 60_000;

/** What programs ask for that know only names and passwords. */
const FEEDS = new Set(['/api/assets/v1/assets.atom']);
const FEED_METHODS = new Set(['GET', 'HEAD']);

/** Makes a session of a person or service account, as sign-in does. */
export type IssueSession = (bearer: Bearer) => Promise<string>;

/** Until the room of communities is there. */
const soon: TokenKind = {
  recognizes: isPersonal,
  async find() {
    throw starting();
  },
};

/**
 * Where programs come in: a token becomes a session of whom it speaks for,
 * within its scopes, before any room sees the request. Each use is looked up,
 * so that one that was revoked opens nothing any more.
 */
export class Door {
  #kinds: readonly TokenKind[] = [soon];
  #issue?: IssueSession;
  readonly #sessions = new Map<string, { session: string; until: number }>();
  readonly #wrong = new RateLimiterMemory({
    points: WRONG_A_MINUTE,
    duration: 60,
  });

  /** The room of communities, which knows the tokens. */
  connect(...kinds: TokenKind[]): void {
    this.#kinds = kinds;
  }

  /** The room of sign-in, which makes sessions. */
  connectIssuer(issue: IssueSession): void {
    this.#issue = issue;
  }

  /** Stands before everything else of the portal's HTTP server. */
  configure({ app, applyDefaults }: RootHttpRouterConfigureContext): void {
    app.use(this.admit);
    applyDefaults();
  }

  readonly admit: RequestHandler = (req, _res, next) => {
    this.#admit(req).then(() => next(), next);
  };

  async #admit(req: Request): Promise<void> {
    const shown = this.#shownBy(req);
    if (!shown) return;
    const issue = this.#issue;
    if (!issue) throw starting();
    const bearer = await this.#find(shown, req);
    const needed = scopeOf(req.method, req.path);
    if (!needed || !bearer.scopes.includes(needed)) {
      throw outOfScope(needed, bearer);
    }
    const session = await this.#sessionOf(bearer, issue);
    markToken(req, bearer.id);
    replaceToken(req, session);
  }

  /** Undefined: there is none. One that is not sent as it should be is none of ours. */
  #shownBy(req: Request): Shown | undefined {
    const isOfFeed = FEED_METHODS.has(req.method) && FEEDS.has(req.path);
    const values = (req.headersDistinct.authorization ?? []).map(value =>
      isOfFeed ? asBearer(value) : value,
    );
    const kind = this.#kinds.find(each =>
      values.some(value => each.recognizes(value)),
    );
    if (!kind) return undefined;
    // Of two headers, rooms and proxies may each believe another.
    const [, token = ''] =
      (values.length === 1 && /^Bearer +(\S+)$/i.exec(values[0])) || [];
    return { kind, token };
  }

  async #find({ kind, token }: Shown, req: Request): Promise<Bearer> {
    const address = networkOf(req.ip);
    const tries = await this.#wrong.get(address);
    if (tries && tries.remainingPoints <= 0) throw tooMany(req, tries);
    try {
      return await kind.find(token);
    } catch (error) {
      if (error instanceof AuthenticationError) await this.#count(req, address);
      throw error;
    }
  }

  async #count(req: Request, address: string): Promise<void> {
    try {
      await this.#wrong.consume(address);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(req, error);
      throw error;
    }
  }

  async #sessionOf(bearer: Bearer, issue: IssueSession): Promise<string> {
    const { id, personRef } = bearer;
    const now = Date.now();
    const known = this.#sessions.get(id);
    if (known && known.until > now) return known.session;
    for (const [other, { until }] of this.#sessions) {
      if (until <= now) this.#sessions.delete(other);
    }
    const session = await issue(bearer);
    requirePerson(session, personRef);
    this.#sessions.set(id, { session, until: now + SESSION_MS });
    return session;
  }
}

interface Shown {
  kind: TokenKind;
  token: string;
}

/**
 * Readers of feeds know only a name and a password: an access token as the
 * password is the token. For feeds alone: what a browser has once been told so it
 * sends by itself, whoever made it ask.
 */
function asBearer(value: string): string {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(value) ?? [];
  if (!encoded) return value;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(text) ?? [];
  return password.startsWith(TOKEN_PREFIX) ? `Bearer ${password}` : value;
}

function replaceToken(req: IncomingMessage, session: string): void {
  const value = `Bearer ${session}`;
  req.headers.authorization = value;
  const { rawHeaders } = req;
  for (let n = 0; n < rawHeaders.length; n += 2) {
    if (rawHeaders[n].toLowerCase() === 'authorization') {
      rawHeaders[n + 1] = value;
    }
  }
}

/** Whatever was made for a token is a person's, never a service's. */
function requirePerson(session: string, personRef: string): void {
  const [{ typ }, { sub }] = session
    .split('.', 2)
    .map(part => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  const isPerson =
    typ === 'vnd.backstage.user' && personRef.startsWith('user:');
  if (isPerson && sub === personRef) return;
  throw new Error(
    'The session that was made is not of the person of the token',
  );
}

function starting(): Error {
  return new ServiceUnavailableError('The portal is about to start');
}

function outOfScope(needed: string | undefined, { scopes }: Bearer): Error {
  return withAdvice(
    new NotAllowedError(
      needed
        ? `This needs the scope '${needed}'; the access token has ${scopes.join(
            ', ',
          )}`
        : `No access token can do this; this one has ${scopes.join(', ')}`,
    ),
    {
      code: 'TOKEN_SCOPE',
      nextStep: needed
        ? `Make an access token with the scope '${needed}'.`
        : 'Sign in to the portal and do it there.',
    },
  );
}

function tooMany(req: Request, { msBeforeNext }: RateLimiterRes): Error {
  const seconds = Math.ceil(msBeforeNext / 1000);
  req.res?.set('retry-after', String(seconds));
  return withAdvice(
    Object.assign(new Error('Too many wrong access tokens from here'), {
      name: 'TooManyRequestsError',
      status: 429,
    }),
    { code: 'TOO_MANY_REQUESTS', nextStep: `Try again in ${seconds} seconds.` },
  );
}
