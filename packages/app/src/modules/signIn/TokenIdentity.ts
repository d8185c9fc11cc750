import { ResponseError } from '@backstage/errors';
import type {
  BackstageIdentityResponse,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

/** A token is fetched anew when it has less than this to live. */
const MARGIN_MS = 60_000;

interface Session {
  profile: ProfileInfo;
  token: string;
  identity: BackstageIdentityResponse['identity'];
  expiresAt: number;
}

/** Someone whom the portal gives tokens. */
export class TokenIdentity implements IdentityApi {
  #session: Promise<Session>;
  readonly #fetchSession: () => Promise<Session>;
  readonly #onSignOut: () => void | Promise<void>;

  /** Resolves when the portal has agreed; rejects with what it said. */
  static async signIn(options: {
    discoveryApi: DiscoveryApi;
    /** Of Backstage, that gives the tokens. */
    provider: string;
    headers?: Record<string, string>;
    onSignOut(): void | Promise<void>;
    /** Told when there is no session any more; what asked is still refused. */
    onEnd?(): void;
  }): Promise<TokenIdentity> {
    const { discoveryApi, provider, headers, onSignOut, onEnd } = options;
    const fetchSession = async () =>
      requestSession(
        `${await discoveryApi.getBaseUrl('auth')}/${provider}/refresh`,
        headers,
      );
    const first = await fetchSession();
    const fetchAgain = () =>
      fetchSession().catch(error => {
        if (error.statusCode === 401) onEnd?.();
        throw error;
      });
    return new TokenIdentity(first, fetchAgain, onSignOut);
  }

  private constructor(
    session: Session,
    fetchSession: () => Promise<Session>,
    onSignOut: () => void | Promise<void>,
  ) {
    this.#session = Promise.resolve(session);
    this.#fetchSession = fetchSession;
    this.#onSignOut = onSignOut;
  }

  async getProfileInfo() {
    return (await this.#session).profile;
  }

  async getBackstageIdentity() {
    return (await this.#session).identity;
  }

  async getCredentials(): Promise<{ token: string }> {
    const present = this.#session;
    const session = await present;
    if (session.expiresAt - MARGIN_MS > Date.now()) {
      return { token: session.token };
    }
    // Many may come here at once; the first of them fetches for all.
    if (this.#session === present) {
      this.#session = this.#fetchSession();
      this.#session.catch(() => {
        this.#session = present;
      });
    }
    return { token: (await this.#session).token };
  }

  async signOut() {
    await this.#onSignOut();
  }
}

async function requestSession(
  url: string,
  headers: Record<string, string> = {},
): Promise<Session> {
  const response = await fetch(url, {
    headers: { ...headers, 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const { profile, backstageIdentity } = await response.json();
  return {
    profile,
    token: backstageIdentity.token,
    identity: backstageIdentity.identity,
    expiresAt: Date.now() + backstageIdentity.expiresInSeconds * 1000,
  };
}
