import type {
  LaunchPlan,
  LaunchRequest,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

/** A person who types is not asked about at each letter. */
const PAUSE_MS = 400;

/** Where a request would run. The last answer stands while the next is awaited. */
export function usePlan(request: LaunchRequest, isValid: boolean) {
  const api = useApi(workloadsApiRef);
  const [plan, setPlan] = useState<LaunchPlan>();
  const [error, setError] = useState<unknown>();
  const [isPending, setPending] = useState(isValid);

  useEffect(() => {
    if (!isValid) {
      setPending(false);
      return undefined;
    }
    let isCurrent = true;
    setPending(true);
    const ask = async () => {
      try {
        const answer = await api.plan(request);
        if (!isCurrent) return;
        setPlan(answer);
        setError(undefined);
      } catch (failure) {
        if (isCurrent) setError(failure);
      } finally {
        if (isCurrent) setPending(false);
      }
    };
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, request, isValid]);

  return { plan, error, isPending };
}
