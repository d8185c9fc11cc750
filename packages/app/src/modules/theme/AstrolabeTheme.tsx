import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes as stockPalettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import type { Look, Portal } from '@astrolabe/plugin-communities-common';
import { useMemo, type ReactNode } from 'react';
import { usePortal } from '../portal';
import { buiVariables, dangerButtonVariables } from './buiVariables';

/** One palette of the community for what is made of Material UI and for what is made of Backstage UI. */
export function AstrolabeTheme(props: { mode: Look; children: ReactNode }) {
  const { mode, children } = props;
  const portal = usePortal();
  const themeName = `astrolabe-${mode}`;
  const theme = useMemo(() => materialTheme(mode, portal), [mode, portal]);
  return (
    <UnifiedThemeProvider theme={theme} themeName={themeName}>
      <style>{styleSheet(themeName, { mode, portal })}</style>
      {children}
    </UnifiedThemeProvider>
  );
}

/** Backstage UI declares its variables on what has `data-theme-mode`, so `:root` would lose. */
function styleSheet(
  themeName: string,
  { mode, portal }: { mode: Look; portal: Portal },
): string {
  const theme = `[data-theme-name='${themeName}']`;
  const palette = portal.palettes[mode];
  const { text, headings } = portal.fonts;
  const general = lines({
    'color-scheme': mode,
    '--bui-font-regular': text,
    ...buiVariables(palette),
  });
  const heading = lines({
    '--bui-font-regular': headings,
    'font-family': headings,
  });
  const dangerous = lines(dangerButtonVariables(palette));
  return [
    `${theme} { ${general} }`,
    `${theme} :is(h1, h2, h3, h4) { ${heading} }`,
    `${theme} [data-variant='primary'][data-destructive='true'] { ${dangerous} }`,
  ].join(' ');
}

function lines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
}

function materialTheme(mode: Look, { palettes, fonts }: Portal) {
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
    fontFamily: fonts.text,
  });
}
