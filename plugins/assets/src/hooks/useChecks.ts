import { isOver, type AssetChecks } from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef } from 'react';
import { assetsApiRef } from '../api';
import { usePolled } from './usePolled';

/** While something goes on, and while somebody may push. */
const SOON_MS = 3_000;
const LATER_MS = 30_000;

/** How a module was checked, as it goes on. */
export function useChecks(name: string) {
  const api = useApi(assetsApiRef);
  const ask = useCallback(() => api.checks.list(name), [api, name]);
  return usePolled(ask, pauseOf);
}

function pauseOf({ items, hook }: AssetChecks): number | undefined {
  if (!items.every(isOver) || isBeingAsked(hook)) return SOON_MS;
  return hook && hook.state !== 'none' ? LATER_MS : undefined;
}

/** A module that is new here: its forge is asked in a moment, and its first commit checked. */
export function isBeingAsked(hook: AssetChecks['hook']): boolean {
  return hook?.state === 'none' && !hook.reason;
}

/** One run of its checks. */
export function useCheckRun(name: string, run: string) {
  const api = useApi(assetsApiRef);
  const ask = useCallback(() => api.checks.get(name, run), [api, name, run]);
  return usePolled(ask, found => (isOver(found) ? undefined : SOON_MS));
}

/** What a check has written, until its run is over; then once more, for the end of it. */
export function useCheckLog(options: {
  name: string;
  run: string;
  check: string;
  isGoingOn: boolean;
}) {
  const { name, run, check, isGoingOn } = options;
  const api = useApi(assetsApiRef);
  const ask = useCallback(
    () => api.checks.log(name, run, check),
    [api, name, run, check],
  );
  const polled = usePolled(ask, () => (isGoingOn ? SOON_MS : undefined));
  const { load } = polled;
  const wasGoingOn = useRef(isGoingOn);
  useEffect(() => {
    if (wasGoingOn.current && !isGoingOn) load();
    wasGoingOn.current = isGoingOn;
  }, [isGoingOn, load]);
  return polled;
}
