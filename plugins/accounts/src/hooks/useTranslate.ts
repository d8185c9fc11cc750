import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { accountsTranslationRef } from '../translation';

/** This room's messages in the person's language. */
export function useTranslate() {
  return useTranslationRef(accountsTranslationRef).t;
}

/** The function that {@link useTranslate} gives, for helpers that are no hooks. */
export type Translate = ReturnType<typeof useTranslate>;
