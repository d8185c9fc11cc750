import type { SavedSearch } from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { assetsApiRef } from '../api';

/** The person's saved searches, and why they cannot be had. */
export function useSavedSearches() {
  const api = useApi(assetsApiRef);
  const [items, setItems] = useState<SavedSearch[]>();
  const [error, setError] = useState<unknown>();

  const reload = useCallback(
    () =>
      api.savedSearches().then(
        found => {
          setItems(found);
          setError(undefined);
        },
        failure => setError(failure),
      ),
    [api],
  );

  useEffect(() => {
    reload();
  }, [reload]);

  return { items, error, reload };
}
