import type { Capacity, LaunchPlan } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

/** What is free at the sites, asked anew with each plan; it goes with it, and is not waited for. */
export function useCapacity(plan: LaunchPlan | undefined) {
  const api = useApi(workloadsApiRef);
  const [capacity, setCapacity] = useState<Capacity>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    if (!plan) return undefined;
    let isCurrent = true;
    const ask = async () => {
      try {
        const answer = await api.capacity();
        if (!isCurrent) return;
        setCapacity(answer);
        setError(undefined);
      } catch (failure) {
        if (isCurrent) setError(failure);
      }
    };
    ask();
    return () => {
      isCurrent = false;
    };
  }, [api, plan]);

  return { capacity, error };
}
