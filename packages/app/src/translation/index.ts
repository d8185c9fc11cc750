import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from './ref';

export { appTranslationRef } from './ref';

/** The other languages of the frame. */
export const appTranslations = createTranslationResource({
  ref: appTranslationRef,
  translations: { es: () => import('./es') },
});
