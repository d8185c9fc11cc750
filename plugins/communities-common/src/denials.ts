import type { LimitTable } from './quotas';
import type { Membership } from './memberships';
import { tierGranting, tierGrants, type Tier } from './tiers';

/** Why one may not, and what would allow it: the same for answers, pages and CLI. @public */
export interface Denial {
  /** For programs. */
  code: 'PERMISSION_DENIED' | 'NOT_A_MEMBER' | 'NO_TIER';
  message: string;
  /** The rule that says so. */
  cause: string;
  nextStep: string;
  /** What was asked for. */
  permission?: string;
  /** Where one would have to be what, to get it. */
  needed?: Membership;
  /** What one may ask the managers of a community for, to get it. */
  request?: Membership;
}

/** Whose denial it is. @public */
export interface DeniedPerson {
  memberships: readonly Membership[];
  /** Where it was asked for; missing: it is for no community. */
  community?: string;
}

/** Why a permission is not granted. @public */
export function explainDenial(
  permission: string,
  { memberships, community }: DeniedPerson,
  table: LimitTable,
): Denial {
  if (memberships.length === 0) return noTier();
  const own = memberships.filter(
    each => (community ?? each.community) === each.community,
  );
  const denial = {
    code: 'PERMISSION_DENIED' as const,
    permission,
    message: `Your tier does not grant '${permission}'`,
    cause: own
      .map(each => `tier ${said(each)} does not grant ${permission}`)
      .join(', '),
  };
  const elsewhere = memberships.find(({ tier }) =>
    tierGrants(tier, permission, table.tiers),
  );
  if (elsewhere) {
    const nextStep = `Switch to '${titleOf(
      elsewhere.community,
      table,
    )}': your tier '${elsewhere.tier}' there grants it.`;
    return { ...denial, nextStep, needed: elsewhere };
  }
  const tier = tierGranting(permission, table.tiers);
  if (!tier) return { ...denial, nextStep: 'No tier grants it.' };
  const needed = {
    community: community ?? memberships[0].community,
    tier: tier.id,
  };
  const request = requestFor(permission, needed.community, table);
  const how = request
    ? `ask for '${request.tier}' on the page Access`
    : 'your preferences page says how to get it';
  const nextStep = `${higher(needed, tier, table)}; ${how}.`;
  return { ...denial, nextStep, needed, ...(request && { request }) };
}

/** The lowest tier that grants it, of those that the community lets people ask for. */
function requestFor(
  permission: string,
  community: string,
  { communities, tiers }: LimitTable,
): Membership | undefined {
  const offered = communities.find(({ id }) => id === community)?.accessRequests
    ?.tiers;
  const tier = tiers.find(
    ({ id }) => offered?.includes(id) && tierGrants(id, permission, tiers),
  );
  return tier && { community, tier: tier.id };
}

/** Why one may do nothing in a community. @public */
export function notAMember(
  community: string,
  memberships: readonly Membership[],
  table: LimitTable,
): Denial {
  if (memberships.length === 0) return noTier();
  const ids = [...new Set(memberships.map(each => each.community))];
  const yours = ids.map(id => `'${id}' (${titleOf(id, table)})`).join(', ');
  return {
    code: 'NOT_A_MEMBER',
    message: `You are no member of the community '${community.slice(0, 64)}'`,
    cause: `only its members act in a community`,
    nextStep: `Name one of yours: ${yours}.`,
  };
}

/** Why a stranger may do nothing. @public */
export function noTier(): Denial {
  return {
    code: 'NO_TIER',
    message: 'Your session gives you no tier',
    cause: 'whoever has a tier in no community may do nothing',
    nextStep:
      'Sign out and in again; if it stays so, ask an operator of the portal.',
  };
}

function higher(
  { community }: Membership,
  { id }: Tier,
  table: LimitTable,
): string {
  const where =
    table.communities.length > 1 ? ` of '${titleOf(community, table)}'` : '';
  return `The tier '${id}'${where} grants it`;
}

function said({ community, tier }: Membership): string {
  return `${tier} of ${community}`;
}

function titleOf(id: string, { communities }: LimitTable): string {
  return communities.find(each => each.id === id)?.title ?? id;
}
