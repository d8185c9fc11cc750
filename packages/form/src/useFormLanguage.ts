import { useLocale } from '@astrolabe/ui';
import { useMemo } from 'react';
import type { Language } from './explain';
import { useTranslate } from './useTranslate';

/**
 * How problems are told to this person.
 *
 * @param formats - the same object as long as it says the same
 * @public
 */
export function useFormLanguage(formats?: Record<string, string>): Language {
  const t = useTranslate();
  const locale = useLocale();
  return useMemo(() => ({ t, locale, formats }), [t, locale, formats]);
}
