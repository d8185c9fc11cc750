import * as oidc from 'openid-client';
import {
  TroubleError,
  type Grant,
  type OAuthSignIn,
  type Reach,
  type ServiceProvider,
  type Site,
  type Values,
} from '../providers';
import { explain } from './explain';
import { guardedFetch } from './guardedFetch';
import type { OAuthClient } from './readOAuthClients';

/** What the browser brings back from a service. */
export interface OAuthAnswer {
  code: string;
  /** Who says it, where the service names itself (RFC 9207). */
  iss?: string;
}

/** What makes an answer the one to this sign-in. */
export interface Checks {
  state: string;
  verifier: string;
}

/**
 * Sign-ins at services by OAuth 2: the code flow with PKCE. What a service gives
 * becomes values, as if the person had filled them in.
 */
export class OAuth {
  readonly #clients: ReadonlyMap<string, OAuthClient>;
  readonly #portalUrl: string;

  /** @param portalUrl - of its pages, to which services send people back */
  constructor(clients: ReadonlyMap<string, OAuthClient>, portalUrl: string) {
    this.#clients = clients;
    this.#portalUrl = portalUrl;
  }

  /** Whether one can sign in at a service. */
  knows({ id }: Pick<ServiceProvider, 'id'>): boolean {
    return this.#clients.has(id);
  }

  /** @throws TroubleError where the operator has registered the portal no more */
  assertKnows(provider: ServiceProvider): void {
    if (this.knows(provider)) return;
    throw new TroubleError(
      'unregistered',
      `The portal is not registered at ${provider.title} any more`,
    );
  }

  /** Where the person goes, and what is kept until they come back. */
  async begin(
    provider: ServiceProvider,
    state: string,
    reach: Reach,
  ): Promise<{ url: string; verifier: string }> {
    const { client, oauth } = this.#of(provider);
    const verifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(
      await this.#configuration(provider, reach),
      {
        ...oauth.parameters,
        redirect_uri: this.#callback(provider),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...{ state, scope: client.scope ?? oauth.scope },
      },
    );
    return { url: url.href, verifier };
  }

  /** @throws TroubleError */
  async exchange(
    provider: ServiceProvider,
    answer: OAuthAnswer,
    { checks, reach }: { checks: Checks; reach: Reach },
  ): Promise<Values> {
    const { code, iss } = answer;
    const { state, verifier } = checks;
    const { oauth } = this.#of(provider);
    const url = new URL(this.#callback(provider));
    url.search = `${new URLSearchParams({
      ...{ code, state },
      // Where nobody knows what the service calls itself, it says nothing.
      ...(iss && oauth.isNamed && { iss }),
    })}`;
    return this.#given(provider, reach, async config =>
      oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
      }),
    );
  }

  /**
   * What takes the place of what ends.
   *
   * @param onNext - is told the next refresh token as soon as the present one is
   *   used up, also where nothing comes of it then
   * @throws TroubleError
   */
  async renew(
    provider: ServiceProvider,
    { refreshToken }: Values,
    { reach, onNext }: { reach: Reach; onNext: (refreshToken: string) => void },
  ): Promise<Values> {
    this.assertKnows(provider);
    const given = await this.#given(provider, reach, async config => {
      const said = await oidc.refreshTokenGrant(config, refreshToken);
      if (said.refresh_token) onNext(said.refresh_token);
      return said;
    });
    // Most services let the same one be used again, and say none.
    return { refreshToken, ...given };
  }

  /** What is in sight of an account that was linked like this. */
  siteOf(provider: ServiceProvider): Site {
    return this.#of(provider).client.site;
  }

  async #given(
    provider: ServiceProvider,
    reach: Reach,
    ask: (
      config: oidc.Configuration,
    ) => Promise<
      oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers
    >,
  ): Promise<Values> {
    const { client, oauth } = this.#of(provider);
    const said = await this.#configuration(provider, reach)
      .then(ask)
      .catch(error => {
        throw explain(error, provider.title);
      });
    const seconds = said.expiresIn();
    const grant: Grant = {
      accessToken: said.access_token,
      idToken: said.id_token,
      user: nameIn(said.claims()),
      ...(seconds && { endsAt: isoAfter(seconds) }),
    };
    const values = oauth.values
      ? await oauth.values(grant, client.site, reach)
      : valuesOf(grant);
    return {
      ...values,
      gotAt: isoAfter(0),
      ...(said.refresh_token && { refreshToken: said.refresh_token }),
    };
  }

  async #configuration(provider: ServiceProvider, reach: Reach) {
    const { client, oauth } = this.#of(provider);
    const { authorization, token, ...names } = await oauth.endpoints(
      client.site,
      reach,
    );
    const config = new oidc.Configuration(
      {
        issuer: names.issuer ?? new URL(token).origin,
        authorization_endpoint: authorization,
        token_endpoint: token,
        id_token_signing_alg_values_supported: names.algorithms,
      },
      client.id,
      {},
      client.secret ? oidc.ClientSecretPost(client.secret) : oidc.None(),
    );
    config.timeout = reach.timeoutMs / 1000;
    config[oidc.customFetch] = guardedFetch(reach);
    // Where a service may be reached is the guard's matter and the operator's.
    if (token.startsWith('http:')) oidc.allowInsecureRequests(config);
    return config;
  }

  /** One for each service, so that the answer of one is not taken for another's. */
  #callback({ id }: ServiceProvider): string {
    return `${this.#portalUrl}/accounts/signed-in/${id}`;
  }

  #of({ id, oauth }: ServiceProvider): {
    client: OAuthClient;
    oauth: OAuthSignIn;
  } {
    const client = this.#clients.get(id);
    if (client && oauth) return { client, oauth };
    throw new Error(`Nobody can sign in at ${id}`);
  }
}

/** The name that one signs in with, where it is told. */
function nameIn(claims: oidc.IDToken | undefined): string | undefined {
  if (!claims) return undefined;
  const { preferred_username: name, sub } = claims;
  return typeof name === 'string' ? name : sub;
}

function valuesOf({ accessToken, endsAt }: Grant): Values {
  return { token: accessToken, ...(endsAt && { endsAt }) };
}

function isoAfter(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
