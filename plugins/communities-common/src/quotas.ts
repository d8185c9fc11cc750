import type { AccessOffer } from './accessRequests';
import type { Community } from './generated/community';
import { isTierRef, tierRef, type Membership } from './memberships';
import { DEFAULT_COMMUNITY } from './readCommunities';
import { tiers, type Tier, type TierId, type TierLimits } from './tiers';

/**
 * What several workloads may hold together at the same time: those of one
 * person, or those of everybody whom the quota is for.
 *
 * @public
 */
export interface Quota {
  /** Kebab case; a configured quota replaces the built-in one of the same id. */
  id: string;
  /** What people call it; missing for the one that comes with a tier. */
  title?: string;
  /**
   * Entity refs of whom it is for: people, tiers or groups of their session.
   * Missing: everybody.
   */
  of?: string[];
  /** Only workloads of this community count; missing: those of all. */
  community?: string;
  /** Whose workloads are added up: each person's for itself, or all together. */
  per: 'person' | 'all';
  /** Kinds of lifetime that count; missing: all. */
  lifetimes?: string[];
  limits: QuotaLimits;
}

/** What is not named is not limited. @public */
export interface QuotaLimits {
  /** Not yet settled. */
  workloads?: number;
  cpuCores?: number;
  memoryBytes?: number;
  diskBytes?: number;
  gpuCount?: number;
  /** GPUs of one model, by its name. */
  gpuModels?: Record<string, number>;
  /** Longest life of each one that counts, in seconds; it is lowered to that. */
  timeToLiveSeconds?: number;
}

/** Tiers, communities and quotas as they hold in one portal. @public */
export interface LimitTable {
  /** Lowest first. */
  tiers: readonly Tier[];
  quotas: readonly Quota[];
  /** The portal itself first. */
  communities: readonly CommunityLimits[];
}

/** What a community's block says of what its people launch. @public */
export type CommunityWorkloads = Pick<
  Community,
  | 'sites'
  | 'inferenceClusters'
  | 'namespaces'
  | 'registryProject'
  | 'tracking'
  | 'storage'
>;

/** What a community says of its tiers and workloads. @public */
export interface CommunityLimits extends CommunityWorkloads {
  id: string;
  /** What people call it. */
  title: string;
  /** Where its portal is. */
  hosts?: string[];
  /** Limits that are others here. */
  tiers?: Record<TierId, Partial<TierLimits>>;
  /** What people may ask for here; missing: nothing. */
  accessRequests?: AccessOffer;
}

/** Those that hold where nothing is configured. @public */
export const builtInLimits: LimitTable = {
  tiers,
  communities: [{ id: DEFAULT_COMMUNITY, title: 'Astrolabe' }],
  quotas: [
    {
      id: 'try',
      title: 'Trials of one person',
      per: 'person',
      lifetimes: ['try'],
      limits: { workloads: 3 },
    },
    {
      id: 'try-all',
      title: 'Trials of everybody',
      per: 'all',
      lifetimes: ['try'],
      limits: { workloads: 30 },
    },
  ],
};

/** Id of the quota that comes with a person's tier. @public */
export const TIER_QUOTA_ID = 'tier';

/**
 * Whom a person counts as in a community: themselves, their tier there (not
 * the lower ones, nor those elsewhere) and the groups of their session.
 *
 * @public
 */
export function holdersOf(
  { community, tier }: Membership,
  refs: readonly string[],
): string[] {
  const others = refs.filter(ref => !isTierRef(ref));
  return [...new Set([...others, tierRef(tier, community)])];
}

/** Whether what lives like this counts in a quota. @public */
export function countsIn(
  { lifetimes }: Quota,
  { kind }: { kind: string },
): boolean {
  return lifetimes?.includes(kind) ?? true;
}

/**
 * The quotas that a person's workloads of a community count in, their tier's
 * first.
 *
 * @public
 */
export function quotasFor(
  { community, holders }: { community: string; holders: readonly string[] },
  limits: TierLimits,
  quotas: readonly Quota[],
): Quota[] {
  const ofTier: Quota = {
    id: TIER_QUOTA_ID,
    community,
    per: 'person',
    lifetimes: ['service', 'batch', 'on-demand'],
    limits: { workloads: limits.workloads },
  };
  const matching = quotas.filter(
    quota =>
      (quota.community ?? community) === community &&
      (!quota.of || quota.of.some(ref => holders.includes(ref))),
  );
  return [ofTier, ...matching];
}
