import type { Asset, AssetKind } from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { assetsApiRef } from '../api';

/** Everything about one asset. */
export function useAsset(kind: AssetKind, name: string) {
  const api = useApi(assetsApiRef);
  const [asset, setAsset] = useState<Asset>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setAsset(undefined);
    setError(undefined);
    try {
      const found = await api.get(kind, name);
      if (mine === turn.current) setAsset(found);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api, kind, name]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  return { asset, error, retry: load };
}
