import type { ReactNode } from 'react';
import { useLook } from '../../hooks/useLook';
import { AstrolabeTheme } from './AstrolabeTheme';

/**
 * The light or the dark theme, as a person or their machine says. It is one
 * component for both: with one each, a change would begin the page anew, and
 * what was typed into a form would be lost.
 */
export function ActiveTheme({ children }: { children: ReactNode }) {
  return <AstrolabeTheme mode={useLook()}>{children}</AstrolabeTheme>;
}
