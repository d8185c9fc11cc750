import {
  DEMO_PERSON_HEADER,
  DEMO_PROVIDER_ID,
} from '@astrolabe/plugin-communities-common';
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

/** Someone who signed in by being chosen. */
export class DemoIdentity implements IdentityApi {
  #session: Promise<Session>;
  readonly #fetchSession: () => Promise<Session>;
  readonly #onSignOut: () => void;

  /** Resolves when the portal has agreed; rejects with what it said. */
  static async signIn(options: {
    person: string;
    discoveryApi: DiscoveryApi;
    onSignOut(): void;
  }): Promise<DemoIdentity> {
    const { person, discoveryApi, onSignOut } = options;
    const fetchSession = async () =>
      requestSession(await discoveryApi.getBaseUrl('auth'), person);
    return new DemoIdentity(await fetchSession(), fetchSession, onSignOut);
  }

  private constructor(
    session: Session,
    fetchSession: () => Promise<Session>,
    onSignOut: () => void,
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
    this.#onSignOut();
  }
}

async function requestSession(
  authUrl: string,
  person: string,
): Promise<Session> {
  const response = await fetch(`${authUrl}/${DEMO_PROVIDER_ID}/refresh`, {
    headers: {
      [DEMO_PERSON_HEADER]: person,
      'x-requested-with': 'XMLHttpRequest',
    },
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
