import {
  DOWNTIMES_CHANNEL,
  type Downtime,
  type DowntimeList,
  type DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

const NONE: Downtime[] = [];

/** When sites will be down, and what an operator does about it. */
export function useDowntimes() {
  const api = useApi(workloadsApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const [list, setList] = useState<DowntimeList>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    try {
      setList(await api.downtimes());
    } catch {
      // A page that cannot ask says nothing of it: it has its own to tell.
    }
  }, [api]);

  useEffect(() => {
    load();
    const subscription = signals?.subscribe(DOWNTIMES_CHANNEL, load);
    return () => subscription?.unsubscribe();
  }, [load, signals]);

  /** @returns whether it was done */
  const change = async (work: () => Promise<unknown>): Promise<boolean> => {
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(failure);
      return false;
    }
    await load();
    return true;
  };

  return {
    downtimes: list?.items ?? NONE,
    mayAnnounce: list?.mayAnnounce ?? false,
    error,
    announce: (request: DowntimeRequest) =>
      change(() => api.announceDowntime(request)),
    cancel: (id: string) => change(() => api.cancelDowntime(id)),
  };
}
