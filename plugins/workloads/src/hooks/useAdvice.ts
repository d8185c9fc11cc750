import type {
  LaunchAdvice,
  LaunchRequest,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { workloadsApiRef } from '../api';

interface Answer {
  request: LaunchRequest;
  advice?: LaunchAdvice;
  error?: unknown;
}

/** Where a request could start now, when a person asks; what was said of another request is forgotten. */
export function useAdvice(request: LaunchRequest) {
  const api = useApi(workloadsApiRef);
  const [answer, setAnswer] = useState<Answer>();
  const [asking, setAsking] = useState<LaunchRequest>();

  const ask = async () => {
    setAsking(request);
    try {
      const advice = await api.advise(request);
      setAnswer({ request, advice });
    } catch (error) {
      setAnswer({ request, error });
    } finally {
      setAsking(undefined);
    }
  };

  const { advice, error } = answer?.request === request ? answer : {};
  return { advice, error, isAsking: asking === request, ask };
}
