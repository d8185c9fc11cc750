import type { Look } from '@astrolabe/plugin-communities-common';
import { useSyncExternalStore } from 'react';
import { useTheme } from './useTheme';

/** Where no browser is, as in tests, nothing is asked. */
const darkSystem = () => window.matchMedia?.('(prefers-color-scheme: dark)');

const systemLook = () => (darkSystem()?.matches ? 'dark' : 'light');

function onSystemChange(listener: () => void): () => void {
  const system = darkSystem();
  system?.addEventListener('change', listener);
  return () => system?.removeEventListener('change', listener);
}

/** Light or dark, as a person or their machine says. */
export function useLook(): Look {
  const { theme } = useTheme();
  const system = useSyncExternalStore(onSystemChange, systemLook);
  return theme === 'system' ? system : theme;
}
