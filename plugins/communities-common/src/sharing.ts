import { communityRef, membershipsFromRefs, tierRef } from './memberships';
import type { LimitTable } from './quotas';

type Table = Pick<LimitTable, 'communities' | 'tiers'>;

/** The groups that a community has by itself: all its members, and each tier. @public */
export function groupsOf(
  community: string,
  { tiers }: Pick<LimitTable, 'tiers'>,
): string[] {
  return [communityRef(community), ...tiers.map(t => tierRef(t.id, community))];
}

/**
 * As whom a person gets what is shared: as themselves, as one of their groups,
 * and as a member of their communities.
 *
 * @public
 */
export function subjectsOf(
  personRef: string,
  refs: readonly string[],
  table: Table,
): string[] {
  const communities = membershipsFromRefs(refs, table).map(({ community }) =>
    communityRef(community),
  );
  return [...new Set([personRef, ...refs, ...communities])];
}
