import {
  translated,
  type Asset,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import { useLocale } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { assetsApiRef } from '../api';

/** Everything about one asset, in the person's language. */
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

  const locale = useLocale();
  const shown = useMemo(
    () => asset && translated(asset, locale),
    [asset, locale],
  );
  return { asset: shown, error, retry: load };
}
