import { AssetsClient, type AssetsApi } from '@astrolabe/plugin-assets-common';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** The assets API in the name of who is signed in. */
export function useAssetsApi(): AssetsApi {
  const { fetch } = useApi(fetchApiRef);
  return useMemo(
    () => new AssetsClient({ baseUrl: 'plugin://assets', fetch }),
    [fetch],
  );
}
