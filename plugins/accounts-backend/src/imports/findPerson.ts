import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { withAdvice, type Advice } from '@astrolabe/http';
import {
  InputError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** For one question. */
const ANSWER_MS = 10_000;

/** Somebody who has signed in here. */
export interface KnownPerson {
  ref: string;
  /** Ids of those that they are members of now. */
  communities: string[];
}

/** By what their provider calls them; undefined: nobody here. */
export type FindPerson = (
  subject: string,
  issuer?: string,
) => Promise<KnownPerson | undefined>;

/** Asks the communities room. */
export function findPersonBy(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  timeoutMs?: number;
}): FindPerson {
  const { auth, discovery, timeoutMs = ANSWER_MS } = options;
  return async (subject, issuer) => {
    const [url, { token }] = await Promise.all([
      discovery.getBaseUrl('communities'),
      auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'communities',
      }),
    ]);
    const query = new URLSearchParams({ subject, ...(issuer && { issuer }) });
    const response = await fetch(`${url}/v1/people?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(error => {
      throw new ServiceUnavailableError(
        'The room that knows people does not answer',
        error,
      );
    });
    if (response.status === 400) throw unclear(await response.json());
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { items } = (await response.json()) as {
      items: { userRef: string; memberships: { community: string }[] }[];
    };
    if (items.length === 0) return undefined;
    const [{ userRef, memberships }] = items;
    return {
      ref: userRef,
      communities: memberships.map(({ community }) => community),
    };
  };
}

/** It says whose subjects it knows. */
function unclear({ error }: { error: Advice & { message: string } }): Error {
  const { message, code, cause, nextStep } = error;
  return withAdvice(new InputError(message), { code, cause, nextStep });
}
