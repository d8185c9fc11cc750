import { membershipIn, type Membership } from './memberships';
import { communityAt } from './portal';
import type { LimitTable } from './quotas';

/** Header in which a program names the community that it acts in. @public */
export const COMMUNITY_HEADER = 'x-astrolabe-community';

/** In which community a request shall be understood. @public */
export interface CommunityWish {
  /** Named for this request: refused where its person is no member. */
  asked?: string;
  /** What says whose portal it is at: that one's, where its person is a member. */
  at?: Parameters<typeof communityAt>[1];
}

/** What a request says of it. @public */
export function communityWishOf(request: {
  hostname?: string;
  headers: Record<string, string | string[] | undefined> & { cookie?: string };
}): CommunityWish {
  const { hostname, headers } = request;
  const { [COMMUNITY_HEADER]: asked, cookie } = headers;
  return {
    asked: asked === undefined ? undefined : String(asked),
    at: { hostname, headers: { cookie } },
  };
}

/**
 * The membership that a request is understood in: of the community that it
 * names, else of the one whose portal it is at, else the first. Undefined where
 * its person is no member of what it names, or of none.
 *
 * @public
 */
export function activeMembership(
  memberships: readonly Membership[],
  { asked, at }: CommunityWish,
  { communities }: Pick<LimitTable, 'communities'>,
): Membership | undefined {
  const [first] = memberships;
  if (!first) return undefined;
  if (asked !== undefined) return membershipIn(asked, memberships);
  const here = at && communityAt(communities, at).id;
  return (
    (here && membershipIn(here, memberships)) ||
    membershipIn(first.community, memberships)
  );
}
