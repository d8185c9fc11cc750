import {
  inLanguage,
  type LocalText,
} from '@astrolabe/plugin-communities-common';
import { useLanguage } from '../../hooks/useLanguage';

/** What a community wrote, in the language that is spoken. */
export function useWords() {
  const { language } = useLanguage();
  return (text: LocalText) => inLanguage(text, language);
}
