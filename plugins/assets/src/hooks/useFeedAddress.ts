import {
  assetSearchParams,
  type SavedSearchQuery,
} from '@astrolabe/plugin-assets-common';
import type { Portal } from '@astrolabe/plugin-communities-common';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/**
 * Where what a search finds is had as a feed, of the portal that the browser is
 * at: a reader of feeds does not have its cookie.
 */
export function useFeedAddress({ sort: _, ...query }: SavedSearchQuery) {
  const discovery = useApi(discoveryApiRef);
  const { fetch } = useApi(fetchApiRef);
  const [base, setBase] = useState<{ url: string; community: string }>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      const response = await fetch('plugin://communities/v1/portal');
      if (!response.ok) throw await ResponseError.fromResponse(response);
      const { id }: Portal = await response.json();
      setBase({ url: await discovery.getBaseUrl('assets'), community: id });
    } catch (failure) {
      setError(failure);
    }
  }, [discovery, fetch]);

  useEffect(() => {
    load();
  }, [load]);

  const params = assetSearchParams(query);
  if (base) params.set('community', base.community);
  const address = base && `${base.url}/v1/assets.atom?${params}`;
  return { address, error, load };
}
