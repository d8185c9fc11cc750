import type { EndpointPassword } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

/** Which endpoints of a workload open with a password. */
export function usePasswords(workloadId: string) {
  const api = useApi(workloadsApiRef);
  const [passwords, setPasswords] = useState<EndpointPassword[]>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      setPasswords(await api.passwords(workloadId));
    } catch (failure) {
      setError(failure);
    }
  }, [api, workloadId]);

  useEffect(() => {
    load();
  }, [load]);

  const remove = async (endpoint: string) => {
    try {
      await api.removePassword(workloadId, endpoint);
      await load();
    } catch (failure) {
      setError(failure);
    }
  };

  return { passwords, error, load, remove };
}
