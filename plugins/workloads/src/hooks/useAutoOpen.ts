import { workloadCan, type Workload } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { workloadsApiRef } from '../api';
import { useTranslate } from './useTranslate';

/**
 * `?open=<endpoint>`: goes to that endpoint, now or as soon as it answers. The
 * gateway sends people here whose way in has run out.
 */
export function useAutoOpen(workload: Workload) {
  const api = useApi(workloadsApiRef);
  const t = useTranslate();
  const [query, setQuery] = useSearchParams();
  const [error, setError] = useState<unknown>();
  const hasGone = useRef(false);

  const name = query.get('open');
  const endpoint = workload.endpoints.find(known => known.name === name);
  const canGo = Boolean(endpoint?.ready) && workloadCan('open', workload);

  useEffect(() => {
    if (!name || !canGo || hasGone.current) return;
    hasGone.current = true;
    const go = async () => {
      try {
        const { url } = await api.openEndpoint(workload.id, name);
        // Coming back by the browser's button must not lead there again.
        setQuery({}, { replace: true });
        window.location.assign(url);
      } catch (failure) {
        setError(failure);
      }
    };
    go();
  }, [api, name, canGo, workload.id, setQuery]);

  return { note: noteOf(), error };

  function noteOf(): string | undefined {
    if (!name || error !== undefined) return undefined;
    return endpoint
      ? t('detail.opening', { endpoint: endpoint.title })
      : t('detail.endpointUnknown', { endpoint: name });
  }
}
