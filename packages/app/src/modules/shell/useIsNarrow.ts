import { useSyncExternalStore } from 'react';

const query =
  typeof window.matchMedia === 'function'
    ? window.matchMedia('(max-width: 56rem)')
    : undefined;

function subscribe(onChange: () => void) {
  query?.addEventListener('change', onChange);
  return () => query?.removeEventListener('change', onChange);
}

/** Whether there is no room for the navigation beside the page. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query?.matches ?? false);
}
