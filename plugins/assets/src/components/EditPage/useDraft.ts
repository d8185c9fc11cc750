import { useEffect } from 'react';

/** What was left here unsaved, in this tab. */
export function readDraft(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    // A browser may keep nothing.
    return undefined;
  }
}

/**
 * Keeps a text that is not saved yet, for when the person comes back to the page;
 * the browser asks before the tab itself is closed, with which it would go.
 */
export function useDraft(
  key: string,
  { text, isChanged }: { text: string; isChanged: boolean },
) {
  useEffect(() => {
    try {
      if (isChanged) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    } catch {
      // There is no place for it: leaving still asks.
    }
  }, [key, text, isChanged]);
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}
