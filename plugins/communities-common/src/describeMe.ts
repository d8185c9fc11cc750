import { explainDenial } from './denials';
import type { Me, MyMembership } from './me';
import { limitsIn, membershipIn, tierIn, type Membership } from './memberships';
import { builtInLimits, type LimitTable } from './quotas';
import { permissionsOf } from './tiers';

/** What a person's memberships mean. @public */
export function describeMe(
  who: {
    userRef: string;
    displayName: string;
    email?: string;
    orcid?: string;
    memberships: readonly Membership[];
    /** One of these; missing: the first. */
    active?: Membership;
  },
  {
    table = builtInLimits,
    ownOnly = [],
  }: {
    table?: LimitTable;
    /** Permissions that are granted on what one owns, and no further. */
    ownOnly?: readonly string[];
  } = {},
): Me {
  const { userRef, displayName, email, orcid, memberships } = who;
  const { active = memberships[0] } = who;
  const mine = table.communities
    .filter(({ id }) => membershipIn(id, memberships))
    .map(({ id }) => describeMembership(id, memberships, { table, ownOnly }));
  const all = (key: 'permissions' | 'ownPermissions') => [
    ...new Set(mine.flatMap(membership => membership[key])),
  ];
  return {
    userRef,
    displayName,
    ...{ email, orcid },
    community: active.community,
    tier: active.tier,
    limits: limitsIn(active.community, memberships, table),
    permissions: all('permissions'),
    ownPermissions: all('ownPermissions'),
    memberships: mine,
  };
}

function describeMembership(
  community: string,
  memberships: readonly Membership[],
  { table, ownOnly }: { table: LimitTable; ownOnly: readonly string[] },
): MyMembership {
  const { tier } = membershipIn(community, memberships)!;
  const { title } = tierIn({ community, tier }, table);
  const here = memberships.filter(each => each.community === community);
  const granted = [
    ...new Set(here.flatMap(each => permissionsOf(each.tier, table.tiers))),
  ];
  const lacking = table.tiers
    .flatMap(each => each.permissions)
    .filter(name => !granted.includes(name));
  return {
    community,
    title: table.communities.find(({ id }) => id === community)!.title,
    tier,
    tierTitle: title ?? tier,
    limits: limitsIn(community, memberships, table),
    permissions: granted.filter(name => !ownOnly.includes(name)),
    ownPermissions: granted.filter(name => ownOnly.includes(name)),
    denials: [...new Set(lacking)].map(name =>
      explainDenial(name, { memberships, community }, table),
    ),
  };
}
