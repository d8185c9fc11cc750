import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** Somebody who has signed in here. */
export interface KnownPerson {
  ref: string;
  /** Ids of those that they are members of now. */
  communities: string[];
}

/** By what their provider calls them; undefined: nobody here, or more than one. */
export type FindPerson = (subject: string) => Promise<KnownPerson | undefined>;

/** Asks the communities room. */
export function findPersonBy(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): FindPerson {
  const { auth, discovery } = options;
  return async subject => {
    const [url, { token }] = await Promise.all([
      discovery.getBaseUrl('communities'),
      auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'communities',
      }),
    ]);
    const response = await fetch(
      `${url}/v1/people?${new URLSearchParams({ subject })}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    // A portal without sign-in by providers knows nobody so.
    if (response.status === 404) return undefined;
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { items } = (await response.json()) as {
      items: { userRef: string; memberships: { community: string }[] }[];
    };
    if (items.length !== 1) return undefined;
    const [{ userRef, memberships }] = items;
    return {
      ref: userRef,
      communities: memberships.map(({ community }) => community),
    };
  };
}
