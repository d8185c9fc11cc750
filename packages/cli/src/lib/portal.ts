import {
  AccountsClient,
  SecretsClient,
} from '@astrolabe/plugin-accounts-common';
import { AssetsClient } from '@astrolabe/plugin-assets-common';
import {
  COMMUNITY_HEADER,
  DEMO_PERSON_HEADER,
  DEMO_PROVIDER_ID,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { StorageClient } from '@astrolabe/plugin-storage-common';
import { WorkloadsClient } from '@astrolabe/plugin-workloads-common';
import { ResponseError } from '@backstage/errors';
import { CliError, exitCodes } from './errors';
import { readSession, writeSession, type StoredSession } from './sessionFile';

/** The portal's APIs as the signed-in person. */
export interface Portal {
  url: string;
  workloads: WorkloadsClient;
  assets: AssetsClient;
  storage: StorageClient;
  accounts: AccountsClient;
  secrets: SecretsClient;
  me(): Promise<Me>;
  /** Asks the room of communities; a `body` is sent as JSON. */
  communities<T>(method: string, path: string, body?: object): Promise<T>;
  /** A text that the portal keeps for the person. */
  setting(path: string): Promise<string | undefined>;
  keepSetting(path: string, value: string): Promise<void>;
  /** The token in use, renewed if it has ended. */
  token(): Promise<Pick<StoredSession, 'token' | 'expiresAt'>>;
}

/**
 * The APIs with the stored session, or with ASTROLABE_URL and ASTROLABE_TOKEN.
 *
 * @param community - in which requests are understood; else ASTROLABE_COMMUNITY
 */
export async function openPortal(
  env: NodeJS.ProcessEnv,
  community: string | undefined = env.ASTROLABE_COMMUNITY,
): Promise<Portal> {
  const stored = await readSession(env);
  const session = withEnvironment(env, stored);
  return portalOf(session, {
    community,
    onRenewed: async renewed => {
      if (stored && renewed.url === stored.url) {
        await writeSession(env, renewed);
      }
    },
  });
}

/** The APIs with a session that need not be stored (yet). */
export function portalOf(
  first: StoredSession,
  {
    community,
    onRenewed = async () => {},
  }: {
    community?: string;
    onRenewed?: (session: StoredSession) => Promise<void>;
  } = {},
): Portal {
  let session = first;
  const renew = async () => {
    session = await demoSignIn(session.url, session.person!);
    await onRenewed(session);
  };

  const authorized = async (url: string, init: RequestInit = {}) => {
    if (session.person && hasEnded(session)) await renew();
    const attempt = () =>
      reach(url, {
        ...init,
        headers: {
          ...init.headers,
          ...(community && { [COMMUNITY_HEADER]: community }),
          authorization: `Bearer ${session.token}`,
        },
      });
    const response = await attempt();
    if (response.status !== 401 || !session.person) return response;
    await renew();
    return attempt();
  };

  const ask = async <T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<T> => {
    const response = await authorized(`${session.url}/api/${path}`, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return response.status === 204 ? (undefined as T) : json<T>(response);
  };
  const communities = <T>(method: string, path: string, body?: object) =>
    ask<T>(method, `communities/v1${path}`, body);
  return {
    url: session.url,
    workloads: new WorkloadsClient({
      baseUrl: `${session.url}/api/workloads`,
      fetch: authorized,
    }),
    assets: new AssetsClient({
      baseUrl: `${session.url}/api/assets`,
      fetch: authorized,
    }),
    accounts: new AccountsClient({
      baseUrl: `${session.url}/api/accounts`,
      fetch: authorized,
    }),
    secrets: new SecretsClient({
      baseUrl: `${session.url}/api/accounts`,
      fetch: authorized,
    }),
    storage: new StorageClient({
      baseUrl: `${session.url}/api/storage`,
      fetch: authorized,
    }),
    me: () => communities<Me>('GET', '/me'),
    communities,
    ...settingsOf(ask),
    async token() {
      if (session.person && hasEnded(session)) await renew();
      return { token: session.token, expiresAt: session.expiresAt };
    },
  };
}

/** What the portal keeps for a person. */
function settingsOf(
  ask: <T>(method: string, path: string, body?: object) => Promise<T>,
): Pick<Portal, 'setting' | 'keepSetting'> {
  const at = (path: string) => `user-settings/${path}`;
  return {
    async setting(path) {
      const { value } = await ask<{ value?: unknown }>('GET', at(path));
      return typeof value === 'string' ? value : undefined;
    },
    keepSetting: (path, value) => ask('PUT', at(path), { value }),
  };
}

/**
 * Development sign-in: the portal believes whoever it is told. It exists only
 * where the operator switched it on.
 */
export async function demoSignIn(
  url: string,
  person: string,
): Promise<StoredSession> {
  const response = await reach(
    `${url}/api/auth/${DEMO_PROVIDER_ID}/refresh?env=development`,
    {
      headers: {
        [DEMO_PERSON_HEADER]: person,
        'x-requested-with': 'XMLHttpRequest',
      },
    },
  );
  if (response.status === 404) {
    throw new CliError(exitCodes.notFound, {
      message: `${url} has no development sign-in`,
      cause:
        'The portal runs with its production configuration, or is another program',
      nextStep: 'Sign in with a token: astrolabe login <url> --token -',
    });
  }
  const { backstageIdentity } = await json<{
    backstageIdentity: { token: string; expiresInSeconds?: number };
  }>(response);
  const lifetime = backstageIdentity.expiresInSeconds;
  return {
    url,
    token: backstageIdentity.token,
    person,
    expiresAt: lifetime
      ? new Date(Date.now() + lifetime * 1000).toISOString()
      : tokenEnd(backstageIdentity.token),
  };
}

/** When a token says that it ends; undefined for one that cannot be read. */
export function tokenEnd(token: string): string | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1], 'base64url');
    const { exp } = JSON.parse(payload.toString('utf8'));
    return new Date(exp * 1000).toISOString();
  } catch {
    // Not a JWT: an external access token has no end that we could know.
    return undefined;
  }
}

/** `fetch`, but a failure to connect says what it was and what to do. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const { origin } = new URL(url);
    const cause = (error as Error & { cause?: { code?: string } }).cause;
    throw new CliError(exitCodes.unavailable, {
      name: 'UnreachableError',
      message: `The portal at ${origin} cannot be reached`,
      cause: cause?.code ?? (error as Error).message,
      nextStep: `Start it (npm start), or sign in to another: astrolabe login <url>`,
    });
  }
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json() as Promise<T>;
}

/** A stored token goes only to the portal that it is from. */
function withEnvironment(
  env: NodeJS.ProcessEnv,
  stored: StoredSession | undefined,
): StoredSession {
  const url = env.ASTROLABE_URL
    ? portalUrl(env.ASTROLABE_URL)
    : stored?.url ?? undefined;
  if (url && env.ASTROLABE_TOKEN) return { url, token: env.ASTROLABE_TOKEN };
  if (stored && url === stored.url) return stored;
  throw new CliError(exitCodes.notSignedIn, {
    name: 'NotSignedInError',
    message: url ? `You are not signed in to ${url}` : 'You are not signed in',
    nextStep: `astrolabe login ${url ?? '<url>'}`,
  });
}

/** The address of a portal as we keep it. */
export function portalUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new CliError(exitCodes.usage, {
      name: 'UsageError',
      message: `'${text}' is not the address of a portal`,
      nextStep: 'Give it with its scheme, such as http://localhost:7007',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** A little early, so that a call that begins now is not cut off. */
function hasEnded(session: StoredSession): boolean {
  return (
    session.expiresAt !== undefined &&
    Date.parse(session.expiresAt) - Date.now() < 10_000
  );
}
