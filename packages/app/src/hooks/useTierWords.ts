import {
  isBuiltInTier,
  type MyMembership,
} from '@astrolabe/plugin-communities-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../translation';

/** What people call the tier of a membership. */
export function useTierWords() {
  const { t } = useTranslationRef(appTranslationRef);
  return ({ tier, tierTitle }: MyMembership): string =>
    isBuiltInTier(tier) ? t(`tier.${tier}`) : tierTitle;
}
