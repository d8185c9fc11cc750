import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** The language that the person reads, for dates and numbers. @public */
export function useLocale(): string {
  const languages = useApi(appLanguageApiRef);
  const [locale, setLocale] = useState(() => languages.getLanguage().language);
  useEffect(() => {
    const subscription = languages
      .language$()
      .subscribe(({ language }) => setLocale(language));
    return () => subscription.unsubscribe();
  }, [languages]);
  return locale;
}
