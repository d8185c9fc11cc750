import type { Language } from '@astrolabe/plugin-communities-common';
import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import useObservable from 'react-use/esm/useObservable';

/** The chosen language, and how to choose another. */
export function useLanguage() {
  const languageApi = useApi(appLanguageApiRef);
  const language$ = useMemo(() => languageApi.language$(), [languageApi]);
  const { language } = useObservable(language$, languageApi.getLanguage());
  return {
    language,
    setLanguage: (choice: Language) => languageApi.setLanguage(choice),
  };
}
