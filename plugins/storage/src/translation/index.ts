import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { storageTranslationRef } from './ref';

export { storageTranslationRef } from './ref';

/**
 * This room's other languages; the app adds it.
 *
 * @public
 */
export const storageTranslations = createTranslationResource({
  ref: storageTranslationRef,
  translations: { es: () => import('./es') },
});
