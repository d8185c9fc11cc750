import { reachOf, type LimitTable } from '@astrolabe/plugin-communities-common';
import { RESOURCE_TYPE_WORKLOAD } from '@astrolabe/plugin-workloads-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { whatIsNotOfOthers } from './whatIsNotOfOthers';

/**
 * Resources that have an owner and belong to a community, and the rules of
 * their room that say whose they are and which community's. A tier's grant on
 * them holds for the person's own in that community only.
 */
const ownedResources: Record<
  string,
  { pluginId: string; owner: string; community: string }
> = {
  [RESOURCE_TYPE_WORKLOAD]: {
    pluginId: 'workloads',
    owner: 'IS_WORKLOAD_OWNER',
    community: 'IS_WORKLOAD_OF_COMMUNITY',
  },
};

/**
 * What the tiers table grants in some community that the person is a member of;
 * everything else is denied. Backends that call for themselves never come here:
 * Backstage lets them pass.
 */
export class TierPolicy implements PermissionPolicy {
  readonly #table: () => LimitTable;

  constructor(table: () => LimitTable) {
    this.#table = table;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return { result: AuthorizeResult.DENY };
    const { userEntityRef: ref, ownershipEntityRefs: refs } = user.info;
    const reach = reachOf(permission.name, { ref, refs }, this.#table());
    if (!reach) return { result: AuthorizeResult.DENY };
    if (permission.name === catalogEntityReadPermission.name) {
      return whatIsNotOfOthers(reach.communities);
    }
    const resourceType = isResourcePermission(permission)
      ? permission.resourceType
      : undefined;
    const owned = resourceType && ownedResources[resourceType];
    if (!owned) return { result: AuthorizeResult.ALLOW };
    const condition = (
      rule: string,
      params: PermissionCondition['params'],
    ): PermissionCondition => ({ rule, resourceType, params });
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: owned.pluginId,
      resourceType,
      conditions: {
        allOf: [
          condition(owned.owner, { owners: reach.owners }),
          condition(owned.community, { communities: reach.communities }),
        ],
      },
    };
  }
}
