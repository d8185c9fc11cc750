import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { workloadsTranslationRef } from './ref';

export { workloadsTranslationRef } from './ref';

/**
 * This room's other languages. The app adds it in a module of its own:
 * `TranslationBlueprint.make({ name: 'workloads', params: { resource: workloadsTranslations } })`.
 *
 * @public
 */
export const workloadsTranslations = createTranslationResource({
  ref: workloadsTranslationRef,
  translations: { es: () => import('./es') },
});
