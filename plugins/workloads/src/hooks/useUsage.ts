import {
  isSettled,
  type UsageRange,
  type UsageReport,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

const LEAST_SECONDS = 30;

/** What a workload uses; asked again as often as it is measured, while somebody looks. */
export function useUsage(
  { id, state, changedAt }: Workload,
  range: UsageRange,
) {
  const api = useApi(workloadsApiRef);
  const [report, setReport] = useState<UsageReport>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    try {
      setReport(await api.usage(id, { range }));
      setError(undefined);
    } catch (failure) {
      setError(failure);
    }
  }, [api, id, range]);

  useEffect(() => {
    load();
  }, [load, changedAt]);

  const everySeconds = isSettled(state) ? 0 : report?.everySeconds ?? 0;
  useEffect(() => {
    if (everySeconds === 0) return undefined;
    const timer = setInterval(
      () => document.visibilityState === 'visible' && load(),
      Math.max(LEAST_SECONDS, everySeconds) * 1000,
    );
    return () => clearInterval(timer);
  }, [load, everySeconds]);

  return { report: report?.range === range ? report : undefined, error };
}
