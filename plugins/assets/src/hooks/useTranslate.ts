import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { assetsTranslationRef } from '../translation';

/** This room's messages in the person's language. */
export function useTranslate() {
  return useTranslationRef(assetsTranslationRef).t;
}

/** The function that {@link useTranslate} gives, for helpers that are no hooks. */
export type Translate = ReturnType<typeof useTranslate>;
