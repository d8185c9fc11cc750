import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/**
 * All of the catalogue, but of its people and of their groups those of the
 * communities: entities of theirs say in `spec.communities` whose they are.
 */
export function whatIsNotOfOthers(
  communities: readonly string[],
): PolicyDecision {
  const { resourceType } = catalogEntityReadPermission;
  const condition = (
    rule: string,
    params: PermissionCondition['params'],
  ): PermissionCondition => ({ rule, resourceType, params });
  const ofCommunity = (value?: string) =>
    condition('HAS_SPEC', { key: 'communities', ...(value && { value }) });
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType,
    conditions: {
      anyOf: [
        {
          not: {
            anyOf: [
              condition('IS_ENTITY_KIND', { kinds: ['User'] }),
              ofCommunity(),
            ],
          },
        },
        ...communities.map(id => ofCommunity(id)),
      ],
    },
  };
}
