import { tierFromRefs, tierGrants } from '@astrolabe/plugin-communities-common';
import { RESOURCE_TYPE_WORKLOAD } from '@astrolabe/plugin-workloads-common';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/**
 * Resources that have an owner, and the rule of their room that says whose
 * they are. A tier's grant on them holds for the person's own only.
 */
const ownedResources: Record<string, { pluginId: string; rule: string }> = {
  [RESOURCE_TYPE_WORKLOAD]: {
    pluginId: 'workloads',
    rule: 'IS_WORKLOAD_OWNER',
  },
};

/**
 * What the tiers table grants; everything else is denied. Backends that call
 * for themselves never come here: Backstage lets them pass.
 */
export class TierPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const tier = user && tierFromRefs(user.info.ownershipEntityRefs);
    if (!tier || !tierGrants(tier, permission.name)) {
      return { result: AuthorizeResult.DENY };
    }
    const resourceType = isResourcePermission(permission)
      ? permission.resourceType
      : undefined;
    const owned = resourceType && ownedResources[resourceType];
    if (!owned) return { result: AuthorizeResult.ALLOW };
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: owned.pluginId,
      resourceType,
      conditions: {
        rule: owned.rule,
        resourceType,
        params: { owners: [user.info.userEntityRef] },
      },
    };
  }
}
