import { useEffect } from 'react';

/** A text that is in no file yet. */
export interface Draft {
  text: string;
  /** Of a repository: the commit that it was before it was changed. */
  commit?: string;
}

/** What was left here unsaved, in this tab. */
export function readDraft(key: string): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '') as Draft;
  } catch {
    // There is none, or a browser that keeps nothing.
    return undefined;
  }
}

export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // A browser may keep nothing.
  }
}

/**
 * Keeps a text that is not saved yet, for when the person comes back to the page;
 * the browser asks before the tab itself is closed, with which it would go.
 */
export function useDraft(
  key: string,
  { text, commit, isChanged }: Draft & { isChanged: boolean },
) {
  useEffect(() => {
    if (!isChanged) {
      forgetDraft(key);
      return;
    }
    try {
      sessionStorage.setItem(key, JSON.stringify({ text, commit }));
    } catch {
      // There is no place for it: leaving still asks.
    }
  }, [key, text, commit, isChanged]);
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}
