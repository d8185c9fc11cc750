import { membershipsFromRefs } from './memberships';
import type { LimitTable } from './quotas';
import { tierGrants } from './tiers';

/** With what a person may do something: whose it is, and of which communities. @public */
export interface Reach {
  owners: string[];
  communities: string[];
}

/** Somebody, and what they belong to. @public */
export interface Who {
  /** User entity ref. */
  ref: string;
  /** Their ownership claims. */
  refs: readonly string[];
}

/**
 * How far a permission reaches: to one's own, in the communities where one's
 * tier grants it. The policy and whoever asks about what is open already go by
 * this.
 *
 * @returns undefined where no tier of theirs grants it
 * @public
 */
export function reachOf(
  permission: string,
  { ref, refs }: Who,
  table: Pick<LimitTable, 'communities' | 'tiers'>,
): Reach | undefined {
  const granting = membershipsFromRefs(refs, table).filter(({ tier }) =>
    tierGrants(tier, permission, table.tiers),
  );
  const communities = [...new Set(granting.map(({ community }) => community))];
  return communities.length > 0 ? { owners: [ref], communities } : undefined;
}

/** Whether something is within it. @public */
export function isWithin(
  { owners, communities }: Reach,
  thing: { ownerRef: string; community: string },
): boolean {
  return (
    owners.includes(thing.ownerRef) && communities.includes(thing.community)
  );
}
