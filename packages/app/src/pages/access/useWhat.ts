import type { Membership } from '@astrolabe/plugin-communities-common';
import { useTierWords } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import type { Access } from './useAccess';

/** What somebody asks to be, or is. */
export function useWhat({ titleOf, tierTitleOf }: Access) {
  const { t } = useTranslationRef(appTranslationRef);
  const words = useTierWords();
  const tierWords = (tier: string) =>
    words({ tier, tierTitle: tierTitleOf(tier) });
  const what = ({ tier, community }: Membership) =>
    t('access.whatOf', {
      tier: tierWords(tier),
      community: titleOf(community),
    });
  return { what, tierWords };
}
