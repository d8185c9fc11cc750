import { useSyncExternalStore } from 'react';

/** Undefined where there is no screen, as in tests. */
function narrowScreen(): MediaQueryList | undefined {
  return window.matchMedia?.('(max-width: 56rem)');
}

function subscribe(onChange: () => void) {
  const screen = narrowScreen();
  screen?.addEventListener('change', onChange);
  return () => screen?.removeEventListener('change', onChange);
}

/** Whether there is no room for the navigation beside the page. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => narrowScreen()?.matches ?? false,
  );
}
