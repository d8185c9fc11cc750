import type { TermsAcceptance } from '@astrolabe/plugin-communities-common';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { usePortal } from '../portal';

const PATH = '/v1/terms';

/** Whether one has accepted the terms of the community, and how to. */
export function useTerms() {
  const { ask } = useCommunitiesApi();
  const { terms } = usePortal();
  const [chosen, setChosen] = useState<string>();
  const answer = useAsyncRetry(async (): Promise<boolean> => {
    if (!terms) return true;
    const { version, acceptedAt } = chosen
      ? await ask<TermsAcceptance>('PUT', PATH, { version: chosen })
      : await ask<TermsAcceptance>('GET', PATH);
    return !version || acceptedAt !== undefined;
  }, [ask, terms, chosen]);
  return { ...answer, terms, accept: () => setChosen(terms?.version) };
}
