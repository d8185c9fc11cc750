import { useLocale } from '@astrolabe/ui';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria';

/** Fields for numbers read and write as the portal speaks, not as the browser does. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  return <I18nProvider locale={useLocale()}>{children}</I18nProvider>;
}
