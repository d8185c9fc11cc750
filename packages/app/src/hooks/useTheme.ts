import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import useObservable from 'react-use/esm/useObservable';

/** The ways to choose a theme. */
export const themeChoices = ['light', 'dark', 'system'] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** The chosen theme, and how to choose another. */
export function useTheme() {
  const themeApi = useApi(appThemeApiRef);
  const theme$ = useMemo(() => themeApi.activeThemeId$(), [themeApi]);
  const id = useObservable(theme$, themeApi.getActiveThemeId());
  return {
    theme: themeChoices.find(choice => choice === id) ?? 'system',
    setTheme: (choice: ThemeChoice) =>
      themeApi.setActiveThemeId(choice === 'system' ? undefined : choice),
  };
}
