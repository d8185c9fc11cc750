import * as oidc from 'openid-client';
import { explain } from './explain';
import { LogoutTokens, type LoggedOut } from './LogoutTokens';
import { SignInError } from './problems';
import type { ProviderSettings } from './readSettings';
import type { Claims } from './rules';

/** What its provider has given for a session. */
export interface Tokens {
  refreshToken?: string;
  /** Says at sign-out whose session it is. */
  idToken?: string;
}

/** What a provider says of somebody. */
export interface Statement {
  subject: string;
  /** Its own session, which it names when it ends. */
  sessionId?: string;
  claims: Claims;
  tokens: Tokens;
  /** When it asked who this is, in seconds since 1970. */
  askedAt?: number;
}

/** What ties an answer of the provider to the browser that it is for. */
export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}

/** Its description is read anew after this. */
const DESCRIPTION_MS = 3600_000;
/** After this, where the last one had to do. */
const RETRY_MS = 60_000;
/** Whoever is sent there has to find it: a browser's own error explains nothing. */
const PRESENT_MS = 1000;

/**
 * One provider of OpenID Connect. It is asked for its description when that is
 * needed first, so that a portal starts, and lets others in, without it.
 */
export class Provider {
  readonly settings: ProviderSettings;
  #known?: oidc.ServerMetadata;
  #knownAt = 0;
  #retryAt = 0;
  #asking?: Promise<oidc.ServerMetadata>;
  #logoutTokens?: LogoutTokens;

  constructor(settings: ProviderSettings) {
    this.settings = settings;
  }

  /** @param asksAgain - also whom it knows already, so that another can sign in */
  async authorizationUrl(
    options: Checks & { redirectUri: string; asksAgain: boolean },
  ): Promise<URL> {
    const { redirectUri, state, nonce, verifier, asksAgain } = options;
    const config = this.#configured(await this.#describedWithin(PRESENT_MS));
    return oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: this.settings.scopes.join(' '),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce },
      // With an age it has to say when it asked (OpenID Connect Core, 3.1.2.1).
      ...(asksAgain && { prompt: 'login', max_age: '0' }),
    });
  }

  /** @param url - to which it sent the browser back, with all that it added */
  async exchange(url: URL, checks: Checks): Promise<Statement> {
    // Of its own for each, so that it reads the provider's present keys.
    const config = await this.#configuration();
    oidc.enableNonRepudiationChecks(config);
    try {
      const answer = await oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: checks.verifier,
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        idTokenExpected: true,
      });
      return await this.#statement(config, answer);
    } catch (error) {
      throw explain(error, 'A sign-in was not accepted');
    }
  }

  /** @throws SignInError - `ended` when the provider gives it no more */
  async refresh(tokens: Tokens, subject: string): Promise<Statement> {
    const { refreshToken } = tokens;
    if (!refreshToken) {
      throw new SignInError('ended', 'The provider gave no refresh token');
    }
    const config = await this.#configuration();
    try {
      const answer = await oidc.refreshTokenGrant(config, refreshToken);
      const statement = await this.#statement(config, answer, subject);
      return { ...statement, tokens: { ...tokens, ...statement.tokens } };
    } catch (error) {
      throw explain(error, 'A session was not refreshed');
    }
  }

  /** Where the provider's own session is ended; undefined: it has no such place. */
  async endSessionUrl(
    tokens: Tokens,
    returnTo: string,
  ): Promise<URL | undefined> {
    const config = await this.#configuration();
    if (!config.serverMetadata().end_session_endpoint) return undefined;
    return oidc.buildEndSessionUrl(config, {
      post_logout_redirect_uri: returnTo,
      ...(tokens.idToken && { id_token_hint: tokens.idToken }),
    });
  }

  /** Whom a logout token of the provider signs out. */
  async readLogoutToken(token: string): Promise<LoggedOut> {
    const { issuer, jwks_uri } = await this.#description();
    this.#logoutTokens ??= new LogoutTokens(this.settings, issuer, jwks_uri);
    return this.#logoutTokens.read(token);
  }

  async #statement(
    config: oidc.Configuration,
    answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
    expected?: string,
  ): Promise<Statement> {
    const told = answer.claims();
    const subject = expected ?? told?.sub;
    if (!subject || (told && told.sub !== subject)) {
      throw new SignInError('failed', 'The ID token is of somebody else');
    }
    const info = config.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(config, answer.access_token, subject)
      : {};
    const sid = told?.sid;
    return {
      subject,
      sessionId: typeof sid === 'string' ? sid : undefined,
      askedAt: told?.auth_time,
      claims: { ...told, ...info } as Claims,
      tokens: {
        ...(answer.refresh_token && { refreshToken: answer.refresh_token }),
        ...(answer.id_token && { idToken: answer.id_token }),
      },
    };
  }

  async #configuration(): Promise<oidc.Configuration> {
    return this.#configured(await this.#description());
  }

  #configured(description: oidc.ServerMetadata): oidc.Configuration {
    const { clientId, timeoutSeconds, issuer } = this.settings;
    const config = new oidc.Configuration(
      description,
      clientId,
      this.#client(),
      this.#authenticate,
    );
    config.timeout = timeoutSeconds;
    if (issuer.protocol === 'http:') oidc.allowInsecureRequests(config);
    return config;
  }

  #client() {
    return {
      client_secret: this.settings.clientSecret,
      [oidc.clockTolerance]: this.settings.clockToleranceSeconds,
    };
  }

  /** By the header, which each provider has to take, unless it says otherwise. */
  readonly #authenticate: oidc.ClientAuth = (...args) => {
    const methods = args[0].token_endpoint_auth_methods_supported;
    const usual = !methods || methods.includes('client_secret_basic');
    const authenticate = usual ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
    authenticate(this.settings.clientSecret)(...args);
  };

  /** While it cannot be had anew, the last one holds. */
  async #description(): Promise<oidc.ServerMetadata> {
    const known = this.#known;
    if (known && Date.now() < this.#retryAt) return known;
    try {
      return await this.#describedWithin(DESCRIPTION_MS);
    } catch (error) {
      if (!known) throw error;
      this.#retryAt = Date.now() + RETRY_MS;
      return known;
    }
  }

  async #describedWithin(maxAgeMs: number): Promise<oidc.ServerMetadata> {
    const isRecent = Date.now() - this.#knownAt < maxAgeMs;
    if (this.#known && isRecent) return this.#known;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<oidc.ServerMetadata> {
    try {
      this.#known = await this.#discover();
    } catch (error) {
      throw explain(error, `${this.settings.issuer} is not described`);
    }
    this.#knownAt = Date.now();
    return this.#known;
  }

  async #discover(): Promise<oidc.ServerMetadata> {
    const { issuer, clientId, timeoutSeconds } = this.settings;
    const config = await oidc.discovery(
      issuer,
      clientId,
      this.#client(),
      this.#authenticate,
      {
        timeout: timeoutSeconds,
        execute:
          issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      },
    );
    return config.serverMetadata();
  }
}
