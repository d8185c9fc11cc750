import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { translationRef } from './ref';

export { translationRef } from './ref';

/**
 * Its other languages; the app adds them.
 *
 * @public
 */
export const translations = createTranslationResource({
  ref: translationRef,
  translations: { es: () => import('./es') },
});
