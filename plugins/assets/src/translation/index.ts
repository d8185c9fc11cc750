import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { assetsTranslationRef } from './ref';

export { assetsTranslationRef } from './ref';

/**
 * This room's other languages, for a TranslationBlueprint of the app.
 *
 * @public
 */
export const assetsTranslations = createTranslationResource({
  ref: assetsTranslationRef,
  translations: { es: () => import('./es') },
});
