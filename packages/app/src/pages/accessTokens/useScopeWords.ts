import type { TokenScope } from '@astrolabe/plugin-communities-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import type { machines } from '../../translation/machines';

/** What a scope lets a program do; keys of messages have no colon. */
export function useScopeWords(): (scope: TokenScope) => string {
  const { t } = useTranslationRef(appTranslationRef);
  return scope =>
    t(`scope.${scope.replace(':', '_') as keyof typeof machines.scope}`);
}
