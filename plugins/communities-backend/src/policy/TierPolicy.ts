import { reachOf, type LimitTable } from '@astrolabe/plugin-communities-common';
import {
  RESOURCE_TYPE_WORKLOAD,
  rolesFor,
} from '@astrolabe/plugin-workloads-common';
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
import { grantedWith, whatTemplatesDo } from './whatTemplatesDo';

/**
 * Resources that have an owner and belong to a community, and the rules of
 * their room that say whose they are, with whom they are shared, and which
 * community's they are. A tier's grant on them holds in that community only, for
 * what is the person's own or shared with them.
 */
const ownedResources: Record<string, OwnedResource> = {
  [RESOURCE_TYPE_WORKLOAD]: {
    pluginId: 'workloads',
    owner: 'IS_WORKLOAD_OWNER',
    shared: 'IS_WORKLOAD_SHARED_WITH',
    community: 'IS_WORKLOAD_OF_COMMUNITY',
    rolesFor,
  },
};

interface OwnedResource {
  pluginId: string;
  owner: string;
  shared: string;
  community: string;
  /** Roles of a share that a permission holds for. */
  rolesFor(permission: string): string[];
}

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
    const reachBy = (name: string) =>
      reachOf(name, { ref, refs }, this.#table());
    const reach =
      reachBy(permission.name) ?? reachBy(grantedWith(permission.name));
    if (!reach) return { result: AuthorizeResult.DENY };
    if (permission.name === catalogEntityReadPermission.name) {
      return whatIsNotOfOthers(reach.communities);
    }
    const ofTemplates = whatTemplatesDo(permission.name, ref);
    if (ofTemplates) return ofTemplates;
    const resourceType = isResourcePermission(permission)
      ? permission.resourceType
      : undefined;
    const owned = resourceType && ownedResources[resourceType];
    if (!owned) return { result: AuthorizeResult.ALLOW };
    const condition = (
      rule: string,
      params: PermissionCondition['params'],
    ): PermissionCondition => ({ rule, resourceType, params });
    const { owners, subjects, communities } = reach;
    const own = condition(owned.owner, { owners });
    const roles = owned.rolesFor(permission.name);
    const shared = condition(owned.shared, { subjects, roles });
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: owned.pluginId,
      resourceType,
      conditions: {
        allOf: [
          roles.length > 0 ? { anyOf: [own, shared] } : own,
          condition(owned.community, { communities }),
        ],
      },
    };
  }
}
