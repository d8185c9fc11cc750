import type { Secret, SecretList } from '@astrolabe/plugin-accounts-common';
import { useTranslate } from './useTranslate';

/** For what a secret is, with the title of its community. */
export function useScopeWords(communities: SecretList['communities']) {
  const t = useTranslate();
  return ({ scope, community }: Pick<Secret, 'scope' | 'community'>) => {
    if (scope === 'personal' || scope === 'workload') {
      return t(`secrets.scope.${scope}`);
    }
    const title =
      communities.find(({ id }) => id === community)?.title ?? community ?? '';
    return t(`secrets.scope.${scope}`, { community: title });
  };
}
