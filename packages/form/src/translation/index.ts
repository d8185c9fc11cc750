import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { formTranslationRef } from './ref';

/** The other languages, for a TranslationBlueprint of the app. @public */
export const formTranslations = createTranslationResource({
  ref: formTranslationRef,
  translations: { es: () => import('./es') },
});
