import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import { assetPermissions } from '@astrolabe/plugin-assets-common';
import {
  demoPeople,
  demoPersonRef,
  permissionsOf,
  tierFromRefs,
  type LimitTable,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { workloadPermissions } from '@astrolabe/plugin-workloads-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { withAdvice } from '@astrolabe/http';

const ownOnly = new Set(
  [...workloadPermissions, ...assetPermissions]
    .filter(permission => isResourcePermission(permission))
    .map(permission => permission.name),
);

/** What the tier in a person's session means. */
export function describeMe(
  user: BackstageUserInfo,
  { tiers }: LimitTable,
  displayName = displayNameOf(user.userEntityRef),
): Me {
  const tier = tierFromRefs(user.ownershipEntityRefs);
  if (!tier) {
    throw withAdvice(new NotAllowedError('Your session gives you no tier'), {
      code: 'NO_TIER',
      nextStep:
        'Sign out and in again; if it stays so, ask an operator of the portal.',
    });
  }
  const granted = permissionsOf(tier);
  return {
    userRef: user.userEntityRef,
    displayName,
    tier,
    permissions: granted.filter(name => !ownOnly.has(name)),
    ownPermissions: granted.filter(name => ownOnly.has(name)),
    limits: tiers.find(({ id }) => id === tier)!.limits,
  };
}

function displayNameOf(userRef: string): string {
  const person = demoPeople.find(({ name }) => demoPersonRef(name) === userRef);
  return person?.displayName ?? parseEntityRef(userRef).name;
}
