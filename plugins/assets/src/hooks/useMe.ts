import type { Me } from '@astrolabe/plugin-communities-common';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * Who is signed in and what they may do; undefined while that is unknown. When
 * it cannot be had, nothing is said: each action is checked by its own backend.
 */
export function useMe(): Me | undefined {
  const { fetch } = useApi(fetchApiRef);
  const [me, setMe] = useState<Me>();

  useEffect(() => {
    let isGone = false;
    fetch('plugin://communities/v1/me')
      .then(response => (response.ok ? response.json() : undefined))
      .catch(() => undefined)
      .then(answer => !isGone && setMe(answer));
    return () => {
      isGone = true;
    };
  }, [fetch]);

  return me;
}
