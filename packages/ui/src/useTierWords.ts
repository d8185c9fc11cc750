import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uiTranslationRef } from './translation';

const worded = ['demo', 'full', 'manager', 'operator'] as const;

/**
 * What people call a tier: the built-in ones in their language, others as they
 * are titled, else by their id.
 *
 * @public
 */
export function useTierWords(): (of: {
  tier: string;
  tierTitle?: string;
}) => string {
  const { t } = useTranslationRef(uiTranslationRef);
  return ({ tier, tierTitle }) => {
    const known = worded.find(id => id === tier);
    return known ? t(`tier.${known}`) : tierTitle ?? tier;
  };
}
