import type {
  Workload,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useWorkloadSignals } from './useWorkloadSignals';

interface Listing {
  items: Workload[];
  totalItems: number;
  nextCursor?: string;
}

/** The person's workloads, newest first, kept true by signals. */
export function useWorkloads() {
  const api = useApi(workloadsApiRef);
  const [listing, setListing] = useState<Listing>();
  const [error, setError] = useState<unknown>();
  const [isLoadingMore, setLoadingMore] = useState(false);
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setError(undefined);
    try {
      const page = await api.list();
      if (mine === turn.current) setListing(page);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  const loadMore = async () => {
    setLoadingMore(true);
    const mine = turn.current;
    try {
      const page = await api.list({ cursor: listing?.nextCursor });
      if (mine === turn.current) {
        setListing(before => before && withPage(before, page));
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setLoadingMore(false);
    }
  };

  const apply = useCallback(
    (signal: WorkloadSignal) =>
      setListing(before => before && withSignal(before, signal)),
    [],
  );
  const isLive = useWorkloadSignals({ onSignal: apply, onMayHaveMissed: load });

  return { listing, error, isLive, isLoadingMore, load, loadMore, apply };
}

function withPage(before: Listing, page: Listing): Listing {
  const known = new Set(before.items.map(({ id }) => id));
  const added = page.items.filter(({ id }) => !known.has(id));
  return { ...page, items: [...before.items, ...added] };
}

/** A listing after a signal; an older change never replaces a newer one. */
export function withSignal(before: Listing, signal: WorkloadSignal): Listing {
  if (signal.kind === 'deleted') {
    const items = before.items.filter(({ id }) => id !== signal.id);
    const gone = before.items.length - items.length;
    return { ...before, items, totalItems: before.totalItems - gone };
  }
  const { workload } = signal;
  const known = before.items.find(({ id }) => id === workload.id);
  if (known) {
    return {
      ...before,
      items: before.items.map(item => newer(item, workload)),
    };
  }
  const oldest = before.items.at(-1);
  if (before.nextCursor && oldest && workload.id < oldest.id) {
    return before; // It is on a page that was not read yet.
  }
  // Ids sort by creation (UUIDv7), so newest first is descending ids.
  const items = [...before.items, workload].sort((a, b) =>
    a.id < b.id ? 1 : -1,
  );
  return { ...before, items, totalItems: before.totalItems + 1 };
}

function newer(shown: Workload, heard: Workload): Workload {
  return shown.id === heard.id && heard.changedAt >= shown.changedAt
    ? heard
    : shown;
}
