import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formTranslationRef } from './translation/ref';

/** What forms say, in the person's language. */
export function useTranslate() {
  return useTranslationRef(formTranslationRef).t;
}

/** The function that {@link useTranslate} gives, for helpers that are no hooks. */
export type Translate = ReturnType<typeof useTranslate>;
