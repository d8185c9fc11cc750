import type {
  SharedThing,
  ShareList,
  ShareWish,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { workloadsApiRef } from '../api';

/** With whom one's thing is shared. */
export function useShares({ kind, id }: SharedThing) {
  const api = useApi(workloadsApiRef);
  const thing = useMemo(() => ({ kind, id }), [kind, id]);
  const [list, setList] = useState<ShareList>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      setList(await api.shares(thing));
    } catch (failure) {
      setError(failure);
    }
  }, [api, thing]);

  useEffect(() => {
    load();
  }, [load]);

  /** @throws what the portal refuses: the dialog says it */
  const share = async (wish: ShareWish) => {
    await api.share(thing, wish);
    await load();
  };

  const end = async (shareId: string) => {
    try {
      await api.unshare(thing, shareId);
      await load();
    } catch (failure) {
      setError(failure);
    }
  };

  return { list, error, share, end };
}
