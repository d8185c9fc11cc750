import type { IncomingMessage } from 'node:http';
import { withAdvice } from '@astrolabe/http';
import type { RootHttpRouterConfigureContext } from '@backstage/backend-defaults/rootHttpRouter';
import {
  AuthenticationError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { TokenRecord } from '../database';
import type { AccessTokens } from './AccessTokens';
import { markToken } from './marks';
import { scopeOf } from './scopeOf';
import { TOKEN_PREFIX } from './tokenFormat';

/** Of one address, in a minute: then its tokens are not even looked at. */
const WRONG_A_MINUTE = 60;
/** How long a session of Backstage is used that was made for a token. */
const SESSION_MS = 5 * 60_000;

/** Makes a session of a person, as sign-in does; undefined for nobody known. */
export type IssueSession = (personRef: string) => Promise<string | undefined>;

/**
 * Where programs come in: an access token becomes a session of its person,
 * within its scopes, before any room sees the request. Each use is looked up,
 * so that one that was revoked opens nothing any more.
 */
export class Door {
  #tokens?: AccessTokens;
  #issue?: IssueSession;
  readonly #sessions = new Map<string, { session: string; until: number }>();
  readonly #wrong = new RateLimiterMemory({
    points: WRONG_A_MINUTE,
    duration: 60,
  });

  /** The room of communities, which knows the tokens. */
  connect(tokens: AccessTokens): void {
    this.#tokens = tokens;
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
    const token = tokenIn(req);
    if (token === undefined) return;
    if (!this.#tokens || !this.#issue) {
      throw new ServiceUnavailableError('The portal is about to start');
    }
    const record = await this.#find(token, req);
    const needed = scopeOf(req.method, req.path);
    if (!needed || !record.scopes.includes(needed)) {
      throw outOfScope(needed, record);
    }
    const session = await this.#sessionOf(record);
    if (!session) throw await this.#refuse(req);
    await this.#tokens.noteUse(record);
    markToken(req, record.id);
    replaceToken(req, session);
  }

  async #find(token: string, req: Request): Promise<TokenRecord> {
    const address = req.ip ?? 'unknown';
    const tries = await this.#wrong.get(address);
    if (tries && tries.remainingPoints <= 0) throw tooMany(req, tries);
    const record = await this.#tokens!.find(token);
    if (!record) throw await this.#refuse(req);
    return record;
  }

  /** The same words for whatever is wrong. */
  async #refuse(req: Request): Promise<Error> {
    try {
      await this.#wrong.consume(req.ip ?? 'unknown');
    } catch (error) {
      if (error instanceof RateLimiterRes) return tooMany(req, error);
      throw error;
    }
    return invalid();
  }

  async #sessionOf({ id, personRef }: TokenRecord) {
    const now = Date.now();
    const known = this.#sessions.get(id);
    if (known && known.until > now) return known.session;
    for (const [other, { until }] of this.#sessions) {
      if (until <= now) this.#sessions.delete(other);
    }
    const session = await this.#issue!(personRef);
    if (!session) return undefined;
    requirePerson(session, personRef);
    this.#sessions.set(id, { session, until: now + SESSION_MS });
    return session;
  }
}

/** Undefined: there is none. One that is not sent as it should be is none of ours. */
function tokenIn(req: IncomingMessage): string | undefined {
  const values = req.headersDistinct.authorization ?? [];
  if (!values.some(value => value.includes(TOKEN_PREFIX))) return undefined;
  // Of two headers, rooms and proxies may each believe another.
  const [, token] =
    (values.length === 1 && /^Bearer +(\S+)$/i.exec(values[0])) || [];
  return token ?? '';
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

function invalid(): Error {
  return withAdvice(
    new AuthenticationError('The access token is not valid here'),
    {
      code: 'TOKEN_INVALID',
      nextStep:
        'It may have ended or been revoked. Make another on the page Access tokens of the portal.',
    },
  );
}

function outOfScope(
  needed: string | undefined,
  { scopes }: TokenRecord,
): Error {
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
