import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { storageTranslationRef } from '../translation';

/** This room's messages in the person's language. */
export function useTranslate() {
  return useTranslationRef(storageTranslationRef).t;
}
