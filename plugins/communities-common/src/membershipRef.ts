/**
 * The group among a person's ownership claims that says that they belong to a
 * community, and as what.
 *
 * @public
 */
export function membershipRef(membership: {
  community: string;
  tier: string;
}): string {
  return `group:${membership.community}/tier-${membership.tier}`;
}
