import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

/** Launches a trial; with the same key it is the same one, however often. */
export function useTrial({
  entityRef,
  variant,
  trialKey,
}: {
  entityRef: string;
  variant: string | undefined;
  trialKey: string;
}) {
  const api = useApi(workloadsApiRef);
  const [id, setId] = useState<string>();
  const [error, setError] = useState<unknown>();

  const launch = useCallback(async () => {
    setError(undefined);
    try {
      const request = { entityRef, variant, values: {} };
      setId((await api.launch(request, trialKey)).id);
    } catch (failure) {
      setError(failure);
    }
  }, [api, entityRef, variant, trialKey]);

  useEffect(() => {
    launch();
  }, [launch]);

  return { id, error, retry: launch };
}
