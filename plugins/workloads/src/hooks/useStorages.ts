import {
  isSettled,
  type StorageStatus,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

const EVERY_MS = 10_000;
/** While somebody waits for what they have asked for. */
const SOON_MS = 2000;

/** How the storages of a workload do; asked again while somebody looks and it lives. */
export function useStorages({ id, state, storage, changedAt }: Workload) {
  const api = useApi(workloadsApiRef);
  const [storages, setStorages] = useState<StorageStatus[]>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    if (!storage) return;
    try {
      setStorages((await api.storages(id)).items);
      setError(undefined);
    } catch (failure) {
      setError(failure);
    }
  }, [api, id, storage]);

  useEffect(() => {
    load();
  }, [load, changedAt]);

  const [asked, setAsked] = useState(false);
  const isLiving = !isSettled(state);
  useEffect(() => {
    if (!isLiving && !asked) return undefined;
    const timer = setInterval(
      () => document.visibilityState === 'visible' && load(),
      asked ? SOON_MS : EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [load, isLiving, asked]);

  const copyBack = useCallback(async () => {
    try {
      await api.copyBack(id);
      setAsked(true);
    } catch (failure) {
      setError(failure);
    }
  }, [api, id]);

  return { storages, error, copyBack };
}
