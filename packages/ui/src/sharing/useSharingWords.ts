import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from '../translation';
import { useDisplayName } from '../useDisplayName';

/** The words for shares, the same for all things. */
export function useSharingWords() {
  const { t } = useTranslationRef(uiTranslationRef);
  return {
    t,
    /** What a group is called; refs are for programs. */
    groupText(ref: string): string {
      const name = ref.slice(ref.lastIndexOf('/') + 1);
      if (name === 'members') return t('sharing.everybody');
      const tier = /^tier-(.+)$/.exec(name)?.[1];
      return tier ? t('sharing.tier', { tier }) : name;
    },
  };
}

/** What somebody or a group is called. */
export function useSubjectText(ref: string): string {
  const { groupText } = useSharingWords();
  const person = useDisplayName(ref);
  return ref.startsWith('user:') ? person : groupText(ref);
}
