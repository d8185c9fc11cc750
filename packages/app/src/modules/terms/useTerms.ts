import type { TermsAcceptance } from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { usePortal } from '../portal';

const ADDRESS = 'plugin://communities/v1/terms';

/** Whether one has accepted the terms of the community, and how to. */
export function useTerms() {
  const { fetch } = useApi(fetchApiRef);
  const { terms } = usePortal();
  const [chosen, setChosen] = useState<string>();
  const answer = useAsyncRetry(async (): Promise<boolean> => {
    if (!terms) return true;
    const response = await fetch(ADDRESS, chosen ? acceptanceOf(chosen) : {});
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { version, acceptedAt }: TermsAcceptance = await response.json();
    return !version || acceptedAt !== undefined;
  }, [fetch, terms, chosen]);
  return { ...answer, terms, accept: () => setChosen(terms?.version) };
}

function acceptanceOf(version: string): RequestInit {
  return {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version }),
  };
}
