import {
  DEFAULT_COMMUNITY,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * What people call the communities that workloads are of, by their ids; empty
 * for who is in one alone. Where all are of the portal itself nobody is asked.
 */
export function useCommunityTitles(
  communities: string[],
): Record<string, string | undefined> {
  const { fetch } = useApi(fetchApiRef);
  const [titles, setTitles] = useState<Record<string, string>>({});
  const hasOther = communities.some(id => id !== DEFAULT_COMMUNITY);

  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const response = await fetch('plugin://communities/v1/me');
      if (!response.ok || isGone) return;
      const { memberships } = (await response.json()) as Me;
      if (memberships.length < 2) return;
      setTitles(
        Object.fromEntries(
          memberships.map(({ community, title }) => [community, title]),
        ),
      );
    };
    // Without an answer a list says what it said before there were communities.
    if (hasOther) ask().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [fetch, hasOther]);

  return titles;
}
