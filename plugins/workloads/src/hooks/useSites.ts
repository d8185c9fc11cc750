import type { Capacity, QuotaUse } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';

const EVERY_MS = 30_000;

/** The sites and what is free there, and what the person's workloads hold, asked again from time to time while somebody looks. */
export function useSites() {
  const api = useApi(workloadsApiRef);
  const [capacity, setCapacity] = useState<Capacity>();
  const [quotas, setQuotas] = useState<QuotaUse[]>([]);
  const [askedAt, setAskedAt] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isAsking, setAsking] = useState(false);
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setAsking(true);
    try {
      const [answer, uses] = await Promise.all([api.capacity(), api.quotas()]);
      if (mine !== turn.current) return;
      setCapacity(answer);
      setQuotas(uses);
      setAskedAt(new Date().toISOString());
      setError(undefined);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    } finally {
      if (mine === turn.current) setAsking(false);
    }
  }, [api]);

  useEffect(() => {
    load();
    const timer = setInterval(() => {
      if (!document.hidden) load();
    }, EVERY_MS);
    const turns = turn;
    return () => {
      clearInterval(timer);
      turns.current++;
    };
  }, [load]);

  return { capacity, quotas, askedAt, error, isAsking, load };
}
