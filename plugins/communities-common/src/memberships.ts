import type { LimitTable } from './quotas';
import { DEFAULT_COMMUNITY } from './readCommunities';
import { tierOf, type Tier, type TierId, type TierLimits } from './tiers';

/** What a person is in one community. @public */
export interface Membership {
  /** Id of the community. */
  community: string;
  tier: TierId;
}

/** The ownership claim that carries a membership in a session. @public */
export function tierRef(
  tier: TierId,
  community: string = DEFAULT_COMMUNITY,
): string {
  return `group:${community}/tier-${tier}`;
}

/** The group of everybody who is something in a community. @public */
export function communityRef(community: string): string {
  return `group:${community}/members`;
}

/** Whether an entity ref says a tier, of whatever community. @public */
export function isTierRef(ref: string): boolean {
  return /^group:[^/]+\/tier-/.test(ref);
}

/**
 * What ownership claims say of communities and tiers that there are; anything
 * else says nothing. Communities come in their order, and of each the lowest
 * tier first. None: a stranger.
 *
 * @public
 */
export function membershipsFromRefs(
  refs: readonly string[],
  { communities, tiers }: Pick<LimitTable, 'communities' | 'tiers'>,
): Membership[] {
  return communities.flatMap(({ id: community }) =>
    tiers
      .filter(tier => refs.includes(tierRef(tier.id, community)))
      .map(tier => ({ community, tier: tier.id })),
  );
}

/**
 * The membership that a community knows a person by: that of the highest tier.
 * What others there grant, and allow, holds too.
 *
 * @public
 */
export function membershipIn(
  community: string,
  memberships: readonly Membership[],
): Membership | undefined {
  return memberships.filter(each => each.community === community).at(-1);
}

/** A tier as it holds in a community, which may have limits of its own for it. @public */
export function tierIn(
  { community, tier }: Membership,
  { communities, tiers }: Pick<LimitTable, 'communities' | 'tiers'>,
): Tier {
  const found = tierOf(tier, tiers);
  const own = communities.find(({ id }) => id === community)?.tiers?.[tier];
  return { ...found, limits: { ...found.limits, ...own } };
}

/** The limits of a person in a community: of each the largest that a tier of theirs there has. @public */
export function limitsIn(
  community: string,
  memberships: readonly Membership[],
  table: Pick<LimitTable, 'communities' | 'tiers'>,
): TierLimits {
  return memberships
    .filter(each => each.community === community)
    .map(each => tierIn(each, table).limits)
    .reduce(larger);
}

function larger(one: TierLimits, other: TierLimits): TierLimits {
  const { timeToLiveSeconds: life = Infinity } = one;
  const { timeToLiveSeconds: otherLife = Infinity } = other;
  const longest = Math.max(life, otherLife);
  return {
    cpuCores: Math.max(one.cpuCores, other.cpuCores),
    memoryBytes: Math.max(one.memoryBytes, other.memoryBytes),
    diskBytes: Math.max(one.diskBytes, other.diskBytes),
    gpuCount: Math.max(one.gpuCount, other.gpuCount),
    workloads: Math.max(one.workloads, other.workloads),
    ...(longest !== Infinity && { timeToLiveSeconds: longest }),
  };
}
