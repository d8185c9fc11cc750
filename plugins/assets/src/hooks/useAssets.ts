import {
  translated,
  type AssetPage,
  type AssetQuery,
} from '@astrolabe/plugin-assets-common';
import { useLocale } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { assetsApiRef } from '../api';

/** A question to the assets API, and what is known of its answer. */
export interface AssetsResult {
  page?: AssetPage;
  error?: unknown;
  /** The page that is shown belongs to an earlier question, or to none. */
  isPending: boolean;
  isLoadingMore: boolean;
  /** Why the next page could not be read; what is shown stays. */
  moreError?: unknown;
  retry(): void;
  loadMore(): void;
}

/**
 * The assets that a query finds. Only the latest question may answer: a slow
 * answer to an older one is dropped, so that the list always fits the filters.
 */
export function useAssets(query: AssetQuery): AssetsResult {
  const api = useApi(assetsApiRef);
  const [page, setPage] = useState<AssetPage>();
  const [error, setError] = useState<unknown>();
  const [moreError, setMoreError] = useState<unknown>();
  const [isPending, setPending] = useState(true);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const turn = useRef(0);
  // Compared by what it says, since it is made anew on every render.
  const asked = JSON.stringify(query);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setPending(true);
    setLoadingMore(false);
    setMoreError(undefined);
    try {
      const found = await api.query(JSON.parse(asked));
      if (mine !== turn.current) return;
      setPage(found);
      setError(undefined);
    } catch (failure) {
      if (mine !== turn.current) return;
      setError(failure);
    }
    setPending(false);
  }, [api, asked]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  const loadMore = async () => {
    // The cursor of a page that is about to go belongs to another question.
    if (isPending || isLoadingMore || !page?.nextCursor) return;
    const mine = turn.current;
    setLoadingMore(true);
    setMoreError(undefined);
    try {
      const next = await api.query({ ...query, cursor: page.nextCursor });
      if (mine !== turn.current) return;
      setPage(before => before && joined(before, next));
    } catch (failure) {
      if (mine !== turn.current) return;
      setMoreError(failure);
    }
    setLoadingMore(false);
  };

  const locale = useLocale();
  const shown = useMemo(() => page && translated(page, locale), [page, locale]);
  return {
    page: shown,
    error,
    isPending,
    isLoadingMore,
    moreError,
    retry: load,
    loadMore,
  };
}

/** Two pages as one; what moved from one to the other meanwhile stands once. */
function joined(before: AssetPage, next: AssetPage): AssetPage {
  const known = new Set(before.items.map(({ entityRef }) => entityRef));
  const added = next.items.filter(({ entityRef }) => !known.has(entityRef));
  return { ...next, items: [...before.items, ...added] };
}
