import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from './ref';

export { uiTranslationRef } from './ref';

/** The other languages, for a TranslationBlueprint of the app. @public */
export const uiTranslations = createTranslationResource({
  ref: uiTranslationRef,
  translations: { es: () => import('./es') },
});
