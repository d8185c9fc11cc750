import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes as stockPalettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import { useMemo, type ReactNode } from 'react';
import { buiVariables, dangerButtonVariables } from './buiVariables';
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
  const theme = `[data-theme-name='${themeName}']`;
  const general = lines(buiVariables(palettes[mode]));
  const dangerous = lines(dangerButtonVariables(palettes[mode]));
  return `${theme} { color-scheme: ${mode}; ${general} } ${theme} [data-variant='primary'][data-destructive='true'] { ${dangerous} }`;
}

function lines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
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
