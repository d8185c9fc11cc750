import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes as stockPalettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import { useMemo, type ReactNode } from 'react';
import { buiVariables } from './buiVariables';
import { palettes } from './palette';

/** One palette for what is made of Material UI and for what is made of Backstage UI. */
export function AstrolabeTheme(props: {
  mode: keyof typeof palettes;
  children: ReactNode;
}) {
  const { mode, children } = props;
  const themeName = `astrolabe-${mode}`;
  const theme = useMemo(() => materialTheme(mode), [mode]);
  return (
    <UnifiedThemeProvider theme={theme} themeName={themeName}>
      <style>{styleSheet(themeName, mode)}</style>
      {children}
    </UnifiedThemeProvider>
  );
}

/** Backstage UI declares its variables on what has `data-theme-mode`, so `:root` would lose. */
function styleSheet(themeName: string, mode: keyof typeof palettes): string {
  const lines = Object.entries(buiVariables(palettes[mode])).map(
    ([name, value]) => `${name}: ${value};`,
  );
  return `[data-theme-name='${themeName}'] { color-scheme: ${mode}; ${lines.join(
    ' ',
  )} }`;
}

function materialTheme(mode: keyof typeof palettes) {
  const palette = palettes[mode];
  const stock = stockPalettes[mode];
  return createUnifiedTheme({
    ...createBaseThemeOptions({
      palette: {
        ...stock,
        background: { default: palette.app, paper: palette.surfaces[0] },
        primary: { main: palette.accent, contrastText: palette.onAccent },
        secondary: { main: palette.info.main },
        text: { primary: palette.text, secondary: palette.textMuted },
        divider: palette.border,
        error: { main: palette.danger.main },
        warning: { main: palette.warning.main },
        info: { main: palette.info.main },
        success: { main: palette.good.main },
        link: palette.accent,
        linkHover: palette.accentHover,
      },
    }),
    fontFamily: 'system-ui, sans-serif',
  });
}
