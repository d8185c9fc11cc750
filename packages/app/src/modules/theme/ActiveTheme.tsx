import type { ReactNode } from 'react';
import useMedia from 'react-use/esm/useMedia';
import { useTheme } from '../../hooks/useTheme';
import { AstrolabeTheme } from './AstrolabeTheme';

/**
 * The light or the dark theme, as a person or their machine says. It is one
 * component for both: with one each, a change would begin the page anew, and
 * what was typed into a form would be lost.
 */
export function ActiveTheme({ children }: { children: ReactNode }) {
  const { theme } = useTheme();
  const system = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const mode = theme === 'system' ? system : theme;
  return <AstrolabeTheme mode={mode}>{children}</AstrolabeTheme>;
}
