import { ResponseError } from '@backstage/errors';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** Asks the room of communities: what is a `body` is sent as JSON. */
export function useCommunitiesApi() {
  const { fetch } = useApi(fetchApiRef);
  return useMemo(() => {
    const ask = async <T>(
      method: string,
      path: string,
      body?: object,
    ): Promise<T> => {
      const response = await fetch(`plugin://communities${path}`, {
        method,
        headers: {
          // No page of another origin can send it.
          'x-requested-with': 'XMLHttpRequest',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw await ResponseError.fromResponse(response);
      return (response.status === 204 ? undefined : await response.json()) as T;
    };
    return { ask };
  }, [fetch]);
}
