import type { Denial } from './denials';
import type { Membership } from './memberships';
import type { TierId, TierLimits } from './tiers';

/** Who the caller is and what they may do: `GET /api/communities/v1/me`. @public */
export interface Me {
  userRef: string;
  displayName: string;
  /** One that who signs them in has verified. */
  email?: string;
  /** Their ORCID iD, where they sign in by ORCID or have linked it. */
  orcid?: string;
  /** Id of the community that requests are understood in. */
  community: string;
  /** There. */
  tier: TierId;
  /** Of one workload there, and how many. */
  limits: TierLimits;
  /** Names of the permissions that some membership grants, without regard to an object. */
  permissions: string[];
  /** Those that some membership grants on what the caller owns. */
  ownPermissions: string[];
  /** One for each community. */
  memberships: MyMembership[];
}

/** What the caller is in one community. @public */
export interface MyMembership extends Membership {
  /** What people call the community. */
  title: string;
  /** What people call the tier, where it is none of the built-in ones. */
  tierTitle: string;
  limits: TierLimits;
  permissions: string[];
  ownPermissions: string[];
  /** Why not, for each permission that is not granted here. */
  denials: Denial[];
}

/** The membership that requests are understood in. @public */
export function activeOf({ memberships, community }: Me): MyMembership {
  return memberships.find(each => each.community === community)!;
}

/** Why the caller may not, in the community that is active; undefined where they may. @public */
export function denialOf(me: Me, permission: string): Denial | undefined {
  return activeOf(me).denials.find(each => each.permission === permission);
}
