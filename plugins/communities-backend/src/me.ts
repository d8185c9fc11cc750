import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import { assetPermissions } from '@astrolabe/plugin-assets-common';
import {
  activeMembership,
  describeMe,
  membershipsFromRefs,
  notAMember,
  type CommunityWish,
  type LimitTable,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { workloadPermissions } from '@astrolabe/plugin-workloads-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { refused } from '@astrolabe/http';
import { plainName } from './access';

const ownOnly = [...workloadPermissions, ...assetPermissions]
  .filter(permission => isResourcePermission(permission))
  .map(permission => permission.name);

/** What whoever signs somebody in says of them. */
type MyProfile = Partial<Pick<Me, 'displayName' | 'email' | 'orcid'>>;

/**
 * What the memberships in a person's session mean.
 *
 * @throws NotAllowedError where there are none, or not the one that is asked for
 */
export function tellMe(
  { userEntityRef: userRef, ownershipEntityRefs }: BackstageUserInfo,
  { wish, ...profile }: { wish: CommunityWish } & MyProfile,
  table: LimitTable,
): Me {
  const memberships = membershipsFromRefs(ownershipEntityRefs, table);
  const active = activeMembership(memberships, wish, table);
  if (!active) throw refused(notAMember(wish.asked ?? '', memberships, table));
  return describeMe(
    {
      userRef,
      ...profile,
      displayName: profile.displayName ?? plainName(userRef),
      memberships,
      active,
    },
    { table, ownOnly },
  );
}
