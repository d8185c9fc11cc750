import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** Somebody, and what they belong to now. */
export interface SignedIn {
  userRef: string;
  /** Whether a provider ever told of them. */
  isKnown: boolean;
  displayName: string;
  email?: string;
  memberships: { community: string; tier: string }[];
  /** What they were when they were here last, where nobody took it back. */
  absent?: { community: string; tier: string }[];
}

/** The room of communities, as other backends ask it. */
export class Communities {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Undefined: there is no such session, or it is over. */
  findSession(sessionId: string): Promise<SignedIn | undefined> {
    return this.#ask('/v1/sessions/find', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId }),
    });
  }

  async findPerson(name: string): Promise<SignedIn> {
    return (await this.#ask(`/v1/people/${encodeURIComponent(name)}`))!;
  }

  /** Everybody who belongs to something and signed in by a provider. */
  async listPeople(): Promise<SignedIn[]> {
    const all: SignedIn[] = [];
    for (;;) {
      const last = all.at(-1);
      const query = last ? `?after=${encodeURIComponent(last.userRef)}` : '';
      const page = await this.#ask<{ items: SignedIn[] }>(`/v1/people${query}`);
      if (!page?.items.length) return all;
      all.push(...page.items);
    }
  }

  async #ask<T = SignedIn>(
    path: string,
    request: RequestInit = {},
  ): Promise<T | undefined> {
    const [url, { token }] = await Promise.all([
      this.#discovery.getBaseUrl('communities'),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'communities',
      }),
    ]);
    const response = await fetch(url + path, {
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${token}` },
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
