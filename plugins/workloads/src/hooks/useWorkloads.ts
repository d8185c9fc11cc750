import {
  lifetimes,
  type Purpose,
  type Whose,
  type Workload,
  type WorkloadPage,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useWorkloadSignals } from './useWorkloadSignals';

interface Listing extends WorkloadPage {
  /** What they were launched for. */
  purpose: Purpose;
}

/** How long one waits before reading again, for what else may change. */
const SETTLE_MS = 500;
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** The person's workloads and what others share with them, for a purpose, newest first, an array as one of them, kept true by signals. */
export function useWorkloads(purpose: Purpose, whose: Whose = 'all') {
  const api = useApi(workloadsApiRef);
  const [listing, setListing] = useState<Listing>();
  const [error, setError] = useState<unknown>();
  const [isLoadingMore, setLoadingMore] = useState(false);
  const turn = useRef(0);
  const latest = useRef(listing);
  latest.current = listing;
  const settling = useRef<number>();
  const what = useMemo(
    () => ({ purpose, whose, grouped: true }),
    [purpose, whose],
  );

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setError(undefined);
    try {
      const page = await api.list({ ...what, ...sizeOf(latest.current, what) });
      if (mine === turn.current) setListing({ ...page, purpose });
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api, purpose, what]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
      window.clearTimeout(settling.current);
      settling.current = undefined;
    };
  }, [load]);

  const loadMore = async () => {
    setLoadingMore(true);
    const mine = turn.current;
    try {
      const page = await api.list({ ...what, cursor: listing?.nextCursor });
      if (mine === turn.current) {
        setListing(before => before && withPage(before, page));
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setLoadingMore(false);
    }
  };

  const loadSoon = useCallback(() => {
    settling.current ??= window.setTimeout(() => {
      settling.current = undefined;
      load();
    }, SETTLE_MS);
  }, [load]);

  const apply = useCallback(
    (signal: WorkloadSignal) => {
      if (isOfOthers(signal, whose)) return;
      if (saysTooLittle(latest.current, signal)) loadSoon();
      else setListing(before => before && withSignal(before, signal));
    },
    [loadSoon, whose],
  );
  const isLive = useWorkloadSignals({ onSignal: apply, onMayHaveMissed: load });

  return {
    listing,
    error,
    isLive,
    isLoadingMore,
    load,
    loadSoon,
    loadMore,
    apply,
  };
}

/** As many as are shown already. */
function sizeOf(
  listing: Listing | undefined,
  { purpose }: { purpose: Purpose },
) {
  const shown = listing?.purpose === purpose ? listing.items.length : 0;
  return shown > DEFAULT_LIMIT ? { limit: Math.min(shown, MAX_LIMIT) } : {};
}

const purposeOf = ({ lifetime }: Workload) => lifetimes[lifetime.kind].purpose;

/** Whether it is about something that is not looked for. */
function isOfOthers(signal: WorkloadSignal, whose: Whose): boolean {
  if (signal.kind === 'deleted' || whose === 'all') return false;
  return Boolean(signal.workload.shared) !== (whose === 'shared');
}

/** Whether the listing cannot be made true without reading it again: how many there are elsewhere, and how a whole array is. */
function saysTooLittle(
  listing: Listing | undefined,
  signal: WorkloadSignal,
): boolean {
  if (!listing) return true;
  if (signal.kind === 'changed') {
    const { workload } = signal;
    return Boolean(workload.group) || purposeOf(workload) !== listing.purpose;
  }
  const known = listing.items.find(({ id }) => id === signal.id);
  return !known || Boolean(known.group);
}

function withPage(before: Listing, page: WorkloadPage): Listing {
  const known = new Set(before.items.map(({ id }) => id));
  const added = page.items.filter(({ id }) => !known.has(id));
  const { purpose } = before;
  return { ...page, purpose, items: [...before.items, ...added] };
}

/** A listing after a signal; an older change never replaces a newer one. */
export function withSignal(before: Listing, signal: WorkloadSignal): Listing {
  if (signal.kind === 'deleted') {
    const items = before.items.filter(({ id }) => id !== signal.id);
    const gone = before.items.length - items.length;
    return { ...withCount(before, -gone), items };
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
  return { ...withCount(before, 1), items };
}

function withCount(before: Listing, more: number): Listing {
  const { purpose, purposes, totalItems } = before;
  return {
    ...before,
    totalItems: totalItems + more,
    purposes: { ...purposes, [purpose]: purposes[purpose] + more },
  };
}

function newer(shown: Workload, heard: Workload): Workload {
  return shown.id === heard.id && heard.changedAt >= shown.changedAt
    ? heard
    : shown;
}
