import type {
  ShareList,
  ShareWish,
} from '@astrolabe/plugin-communities-common';
import { useCallback, useEffect, useState } from 'react';

/** Where the shares of one thing are read and changed. @public */
export interface SharesOfThing {
  list(): Promise<ShareList>;
  share(wish: ShareWish): Promise<unknown>;
  unshare(shareId: string): Promise<unknown>;
}

/** With whom one's thing is shared. */
export function useShares(thing: SharesOfThing) {
  const [list, setList] = useState<ShareList>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      setList(await thing.list());
    } catch (failure) {
      setError(failure);
    }
  }, [thing]);

  useEffect(() => {
    load();
  }, [load]);

  /** @throws what the portal refuses: the dialog says it */
  const share = async (wish: ShareWish) => {
    await thing.share(wish);
    await load();
  };

  const end = async (shareId: string) => {
    try {
      await thing.unshare(shareId);
      await load();
    } catch (failure) {
      setError(failure);
    }
  };

  return { list, error, share, end };
}
