import { ResponseError } from '@backstage/errors';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import type { ApiDocument } from './openapi';

/** The OpenAPI document that a room publishes of itself. */
export function useApiDocument(room: string) {
  const { fetch } = useApi(fetchApiRef);
  return useAsyncRetry(async (): Promise<ApiDocument> => {
    const response = await fetch(`plugin://${room}/openapi.json`);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }, [fetch, room]);
}
