import { useEffect } from 'react';
import { useLanguage } from '../../hooks/useLanguage';

/** Tells the browser, and so the screen reader, which language is spoken (WCAG 3.1.1). */
export function LanguageAttribute() {
  const { language } = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
}
