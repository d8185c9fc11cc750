import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { accountsTranslationRef } from './ref';

export { accountsTranslationRef } from './ref';

/** This room's other languages; the app adds them. @public */
export const accountsTranslations = createTranslationResource({
  ref: accountsTranslationRef,
  translations: { es: () => import('./es') },
});
