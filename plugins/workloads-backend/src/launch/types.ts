import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  CommunityWish,
  CommunityWorkloads,
  Membership,
  Quota,
  Tier,
  TierLimits,
} from '@astrolabe/plugin-communities-common';

/** On whose behalf a call is made. */
export interface UserOptions {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** In which community; missing: the person's first. */
  wish?: CommunityWish;
}

/** Who asks, in a community, and what their tier there allows. */
export interface Person extends Membership {
  /** User entity ref. */
  ref: string;
  name: string;
  /** Of one workload. */
  limits: TierLimits;
  /** All tiers as they hold in this community, the lowest first. */
  tiers: readonly Tier[];
  /** Ids of the tiers that one may ask its managers for. */
  offered: readonly string[];
  /** Whom their workloads count for: themselves, their tier, their groups. */
  holders: string[];
  /** As whom they get what others share. */
  subjects: string[];
  /** Of several workloads together. */
  quotas: Quota[];
  /** What their community's block says of what they launch. */
  wishes: CommunityWorkloads;
  /** Whether a permission is granted on what they own in a community. */
  mayIn(community: string, permission: string): boolean;
}
