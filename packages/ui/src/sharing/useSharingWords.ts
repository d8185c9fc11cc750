import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from '../translation';

/** The words for shares, the same for all things. */
export function useSharingWords() {
  const { t } = useTranslationRef(uiTranslationRef);
  return {
    t,
    /** What somebody or a group is called; refs are for programs. */
    subjectText(ref: string): string {
      const name = ref.slice(ref.lastIndexOf('/') + 1);
      if (ref.startsWith('user:')) return name;
      if (name === 'members') return t('sharing.everybody');
      const tier = /^tier-(.+)$/.exec(name)?.[1];
      return tier ? t('sharing.tier', { tier }) : name;
    },
  };
}
