import type { Tier, TierId, TierLimits } from './tiers';
import { tierRef, tiers } from './tiers';

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

/** Tiers and quotas as they hold in one portal. @public */
export interface LimitTable {
  /** Lowest first. */
  tiers: readonly Tier[];
  quotas: readonly Quota[];
}

/** Those that hold where nothing is configured. @public */
export const builtInLimits: LimitTable = {
  tiers,
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
 * Whom a person counts as: themselves, their tier (not the lower ones) and the
 * groups of their session.
 *
 * @public
 */
export function holdersOf(tier: TierId, refs: readonly string[]): string[] {
  const ofTiers = new Set(tiers.map(({ id }) => tierRef(id)));
  const others = refs.filter(ref => !ofTiers.has(ref));
  return [...new Set([...others, tierRef(tier)])];
}

/** Whether what lives like this counts in a quota. @public */
export function countsIn(
  { lifetimes }: Quota,
  { kind }: { kind: string },
): boolean {
  return lifetimes?.includes(kind) ?? true;
}

/** The quotas that a person's workloads count in, their tier's first. @public */
export function quotasFor(
  holders: readonly string[],
  limits: TierLimits,
  quotas: readonly Quota[],
): Quota[] {
  const ofTier: Quota = {
    id: TIER_QUOTA_ID,
    per: 'person',
    lifetimes: ['service', 'batch', 'on-demand'],
    limits: { workloads: limits.workloads },
  };
  const matching = quotas.filter(
    ({ of }) => !of || of.some(ref => holders.includes(ref)),
  );
  return [ofTier, ...matching];
}
