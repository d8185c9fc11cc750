import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { describeError, type ErrorDescription } from './describeError';
import { uiTranslationRef } from './translation';
import { isWorded } from './translation/failures';
import { useLocale } from './useLocale';
import { useTierWords } from './useTierWords';

/**
 * Says errors in the person's language. The portal's backends speak English:
 * elsewhere their code is put in words, and what they said is the evidence.
 *
 * @public
 */
export function useErrorWords(): (error: unknown) => ErrorDescription {
  const { t } = useTranslationRef(uiTranslationRef);
  const tierWords = useTierWords();
  const isEnglish = useLocale().startsWith('en');
  return error => {
    // A browser says no more than "failed to fetch" when nobody answered.
    if (error instanceof TypeError) {
      return {
        title: t('error.unreachable'),
        nextStep: t('error.unreachableNextStep'),
      };
    }
    const said = describeError(error);
    const { code, title, cause, nextStep, evidence } = said;
    const { needed, request } = said;
    if (isEnglish || !isWorded(code)) return said;
    return {
      code,
      request,
      title: t(`failure.${code}.title`),
      nextStep: needed
        ? t('denied.needed', { ...needed, tier: tierWords(needed) })
        : t(`failure.${code}.nextStep`),
      evidence: [title, cause, nextStep, evidence].filter(Boolean).join('\n'),
    };
  };
}
