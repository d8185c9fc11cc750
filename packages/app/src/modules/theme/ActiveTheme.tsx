import { useSyncExternalStore, type ReactNode } from 'react';
import { useTheme } from '../../hooks/useTheme';
import { AstrolabeTheme } from './AstrolabeTheme';

/** Where no browser is, as in tests, nothing is asked. */
const darkSystem = () => window.matchMedia?.('(prefers-color-scheme: dark)');

const systemMode = () => (darkSystem()?.matches ? 'dark' : 'light');

function onSystemChange(listener: () => void): () => void {
  const system = darkSystem();
  system?.addEventListener('change', listener);
  return () => system?.removeEventListener('change', listener);
}

/**
 * The light or the dark theme, as a person or their machine says. It is one
 * component for both: with one each, a change would begin the page anew, and
 * what was typed into a form would be lost.
 */
export function ActiveTheme({ children }: { children: ReactNode }) {
  const { theme } = useTheme();
  const system = useSyncExternalStore(onSystemChange, systemMode);
  const mode = theme === 'system' ? system : theme;
  return <AstrolabeTheme mode={mode}>{children}</AstrolabeTheme>;
}
