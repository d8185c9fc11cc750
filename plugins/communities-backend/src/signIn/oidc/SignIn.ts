import { createHash, randomBytes } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';
import {
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import {
  isoTime,
  type DatabasePeople,
  type DatabaseSessions,
  type Identity,
  type Session,
} from '../../database';
import { isFresh } from './isFresh';
import { SignInError } from './problems';
import type { Checks, Provider, Statement, Tokens } from './Provider';
import type { ProviderSettings, SignInSettings } from './readSettings';
import { membershipsFrom } from './rules';
import { Seal } from './Seal';
import { whoIs } from './whoIs';

/** Seconds from the door to the provider and back. */
export const TRANSACTION_SECONDS = 600;

/** What the browser keeps, sealed, while it is at the provider. */
export interface Transaction extends Checks {
  provider: string;
  redirectUri: string;
  /** Page to come back to. */
  page: string;
  begunAt: number;
  expiresAt: number;
  /** Whether the provider was told to ask who it is. */
  asksAgain: boolean;
  /** For whom it links an identity, and by which session they began it. */
  link?: Link;
}

export interface Link {
  personRef: string;
  idHash: string;
}

/** Signs people in and out by providers of OpenID Connect. */
export class SignIn {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly #options: Options;
  readonly #transactions: Seal;
  readonly #tokens: Seal;

  constructor(options: Options) {
    this.#options = options;
    this.providers = new Map(
      options.providers.map(provider => [provider.settings.id, provider]),
    );
    const { secrets } = options.settings;
    this.#transactions = new Seal(secrets, 'transaction');
    this.#tokens = new Seal(secrets, 'tokens');
  }

  /** @returns where the browser has to go, and what it has to keep until then */
  async begin(
    providerId: string,
    options: Begun,
  ): Promise<{ url: URL; state: string; sealed: string }> {
    const { redirectUri, asksAgain } = options;
    const checks = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const url = await this.providerOf(providerId).authorizationUrl({
      ...{ ...checks, redirectUri, asksAgain },
    });
    const begunAt = Date.now();
    const transaction: Transaction = {
      ...{ ...checks, ...options, provider: providerId, begunAt },
      expiresAt: begunAt + TRANSACTION_SECONDS * 1000,
    };
    const sealed = this.#transactions.close(transaction);
    return { url, state: checks.state, sealed };
  }

  /** Undefined: the browser did not begin it, or too long ago. */
  openTransaction(
    providerId: string,
    sealed: string | undefined,
  ): Transaction | undefined {
    const found = sealed && this.#transactions.open<Transaction>(sealed);
    if (!found || found.provider !== providerId) return undefined;
    return found.expiresAt > Date.now() ? found : undefined;
  }

  /**
   * @param answer - the query with which the provider sent the browser back
   * @param before - the session that the browser holds, if it does
   * @returns what the browser shall hold: another with each sign-in
   */
  async finish(
    transaction: Transaction,
    answer: string,
    before: string | undefined,
  ): Promise<{ sessionId: string }> {
    await this.#assertBegunBy(before, transaction);
    const provider = this.providerOf(transaction.provider);
    const url = new URL(answer, transaction.redirectUri);
    const statement = await provider.exchange(url, transaction).catch(error => {
      // A code that is no longer good is not a session that is over.
      if (error.problem !== 'ended') throw error;
      throw new SignInError('expired', error.message);
    });
    if (!statement.tokens.refreshToken) {
      throw new SignInError(
        'failed',
        `The provider ${provider.settings.id} gives no refresh token, without ` +
          'which nobody sees when somebody may no longer come in. Its client ' +
          'has to be allowed to have one; many want offline_access in `scopes`',
      );
    }
    const { settings } = this.#options;
    const memberships = this.#membershipsOf(provider, statement);
    if (memberships.length === 0) {
      throw new SignInError('no-membership', 'The claims entitle to nothing');
    }
    const { people, sessions } = this.#options;
    const hasAsked = isAskedSince(transaction, statement, provider.settings);
    const identity = await this.#receive(statement, transaction, hasAsked);
    await people.setMemberships(
      identity.id,
      memberships,
      settings.graceSeconds,
    );
    const sessionId = randomBytes(32).toString('base64url');
    await sessions.insert(
      {
        idHash: hashOf(sessionId),
        provider: provider.settings.id,
        identityId: identity.id,
        providerSession: statement.sessionId,
        tokens: this.#tokens.close(statement.tokens),
        ...(hasAsked && { authenticatedAt: isoTime() }),
      },
      { refresh: settings.refreshSeconds, life: settings.sessionSeconds },
    );
    return { sessionId };
  }

  /** A link goes on in the session that it was begun in, while that is fresh. */
  async #assertBegunBy(
    sessionId: string | undefined,
    { link }: Transaction,
  ): Promise<void> {
    if (!link) return;
    const session = sessionId ? await this.find(sessionId) : undefined;
    if (
      session?.idHash === link.idHash &&
      session.personRef === link.personRef &&
      isFresh(session)
    ) {
      return;
    }
    throw new SignInError('expired', 'A link was begun in another session');
  }

  /** Whose identity it is from now on. */
  async #receive(
    statement: Statement,
    { provider, link }: Transaction,
    hasAsked: boolean,
  ): Promise<Identity> {
    const { people } = this.#options;
    const { issuer } = this.providerOf(provider).settings;
    const { identity, profile, names } = whoIs(issuer.href, statement);
    if (!link) {
      await people.welcome(identity, profile, names);
      return identity;
    }
    if (!hasAsked) {
      throw new SignInError('stale', `${provider} did not ask who it is`);
    }
    const owner = await people.refOf(identity);
    if (owner === link.personRef) {
      throw new SignInError('own', 'The identity is linked already');
    }
    if (owner || !(await people.link(identity, link.personRef))) {
      throw new SignInError('taken', 'The identity is of another person');
    }
    return identity;
  }

  /** The session that a browser holds; undefined when it is over. */
  async find(sessionId: string): Promise<Session | undefined> {
    const session = await this.#options.sessions.find(hashOf(sessionId));
    return session && this.providers.has(session.provider)
      ? session
      : undefined;
  }

  /** Ends it here alone: another takes its place. */
  async forget(sessionId: string): Promise<void> {
    await this.#options.sessions.end({ idHash: hashOf(sessionId) });
  }

  /** @returns where the provider's own session is ended, where it has such a place */
  async signOut(sessionId: string, returnTo: string): Promise<URL | undefined> {
    const session = await this.find(sessionId);
    if (!session) return undefined;
    await this.#options.sessions.end({ idHash: session.idHash });
    const tokens = this.#tokens.open<Tokens>(session.tokens) ?? {};
    // Here it is over in any case; there it ends by itself after a while.
    return this.providerOf(session.provider)
      .endSessionUrl(tokens, returnTo)
      .catch(() => undefined);
  }

  /** @returns how many sessions the provider has ended with it */
  async endByLogoutToken(providerId: string, token: string): Promise<number> {
    const provider = this.providerOf(providerId);
    const { sessionId, subject, issuedAt } = await provider.readLogoutToken(
      token,
    );
    const { clockToleranceSeconds, issuer } = provider.settings;
    // Who signs in again is not signed out by the same token once more.
    const notAfter = new Date(
      (issuedAt + clockToleranceSeconds) * 1000,
    ).toISOString();
    const { sessions } = this.#options;
    if (sessionId) {
      const whose = { provider: providerId, providerSession: sessionId };
      return sessions.end({ ...whose, notAfter });
    }
    const { identity } = whoIs(issuer.href, {
      ...{ subject: subject!, claims: {}, tokens: {} },
    });
    const whose = { provider: providerId, identityId: identity.id };
    return sessions.end({ ...whose, notAfter });
  }

  /** Asks the provider of a session whether, and as what, it goes on. */
  async refresh(session: Session): Promise<void> {
    const { people, sessions, settings } = this.#options;
    const provider = this.providers.get(session.provider);
    const tokens = this.#tokens.open<Tokens>(session.tokens);
    if (!provider || !tokens) {
      throw new SignInError('ended', 'Its provider or our secret is another');
    }
    const statement = await provider.refresh(tokens, session.subject);
    await sessions.confirm(
      session.idHash,
      this.#tokens.close(statement.tokens),
      settings.refreshSeconds,
    );
    await people.setMemberships(
      session.identityId,
      this.#membershipsOf(provider, statement),
      settings.graceSeconds,
    );
  }

  providerOf(id: string): Provider {
    const provider = this.providers.get(id);
    if (provider) return provider;
    const known = [...this.providers.keys()].join(', ') || 'none';
    throw withAdvice(new NotFoundError(`Nobody signs in by '${id}' here`), {
      code: 'UNKNOWN_PROVIDER',
      nextStep: `Choose one of the providers: ${known}.`,
    });
  }

  #membershipsOf(provider: Provider, { claims }: Statement) {
    const { communities, settings } = this.#options;
    return membershipsFrom(claims, provider.settings.rules, {
      communities: communities(),
      tiers: settings.tiers,
    });
  }
}

/** What is said of a sign-in when it begins. */
type Begun = Pick<Transaction, 'redirectUri' | 'page' | 'asksAgain' | 'link'>;

/** Whether the provider asked who it is since then, as it was told to. */
function isAskedSince(
  { asksAgain, begunAt }: Transaction,
  { askedAt }: Statement,
  { clockToleranceSeconds }: ProviderSettings,
): boolean {
  if (!asksAgain || askedAt === undefined) return false;
  return (askedAt + 1 + clockToleranceSeconds) * 1000 >= begunAt;
}

interface Options {
  settings: SignInSettings;
  providers: Provider[];
  people: DatabasePeople;
  sessions: DatabaseSessions;
  /** Ids of those that the portal serves now. */
  communities: () => string[];
}

function hashOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}
