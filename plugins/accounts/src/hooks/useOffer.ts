import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** What a community offers first where something is linked. */
export interface Offer {
  service?: string;
  url?: string;
}

/** Of the community whose portal this is; without it one chooses by oneself. */
export function useOffer(): Offer {
  const { fetch } = useApi(fetchApiRef);
  const [offer, setOffer] = useState<Offer>({});
  useEffect(() => {
    const load = async () => {
      const answer = await fetch('plugin://communities/v1/portal');
      const { storage = {} } = answer.ok ? await answer.json() : {};
      setOffer(storage);
    };
    // Nothing depends on it but what is filled in at first.
    load().catch(() => setOffer({}));
  }, [fetch]);
  return offer;
}
