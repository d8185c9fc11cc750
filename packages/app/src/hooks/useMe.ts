import type { Me } from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** Who is signed in, and what they may do. */
export function useMe() {
  const { fetch } = useApi(fetchApiRef);
  return useAsyncRetry(async (): Promise<Me> => {
    const response = await fetch('plugin://communities/v1/me');
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }, [fetch]);
}
