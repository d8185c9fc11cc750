import type { Membership, TierId } from '@astrolabe/plugin-communities-common';
import type { JsonValue } from '@backstage/types';

/** What a provider says of somebody. */
export type Claims = Record<string, JsonValue | undefined>;

/** Which claim makes somebody a member of what. */
export interface Rule {
  /** Path of the claim; absent: the rule is for everybody. */
  claim?: string;
  /** The value or pattern, as the configuration has it. */
  looksFor?: string;
  /** @returns undefined when the value means nothing */
  read(value: string): Membership | undefined;
}

/** What somebody can be a member of, and as what. */
export interface Known {
  communities: readonly string[];
  /** The lowest first. */
  tiers: readonly TierId[];
}

/** Nobody has more values of a claim than this; what is beyond is not read. */
const MAX_VALUES = 5000;

/**
 * What the claims entitle to: of each community the highest tier. What only
 * looks like an entitlement, or is of an unknown community, is nothing.
 */
export function membershipsFrom(
  claims: Claims,
  rules: readonly Rule[],
  known: Known,
): Membership[] {
  const rank = (tier: TierId) => known.tiers.indexOf(tier);
  const highest = new Map<string, TierId>();
  for (const rule of rules) {
    const values = rule.claim ? valuesAt(claims, rule.claim) : [''];
    for (const value of values) {
      const found = rule.read(value);
      if (!found || !known.communities.includes(found.community)) continue;
      const before = highest.get(found.community);
      if (before && rank(before) >= rank(found.tier)) continue;
      highest.set(found.community, found.tier);
    }
  }
  return [...highest].map(([community, tier]) => ({ community, tier }));
}

/**
 * The strings at a path. A name may have dots of its own, as that of a client
 * in `resource_access.my.client.roles`, so each way to read the path counts.
 */
function valuesAt(claims: JsonValue | undefined, path: string): string[] {
  if (!claims || typeof claims !== 'object' || Array.isArray(claims)) return [];
  return Object.entries(claims).flatMap(([name, value]) => {
    if (name === path) return stringsOf(value);
    return path.startsWith(`${name}.`)
      ? valuesAt(value, path.slice(name.length + 1))
      : [];
  });
}

function stringsOf(value: JsonValue | undefined): string[] {
  return [value]
    .flat()
    .slice(0, MAX_VALUES)
    .filter((each): each is string => typeof each === 'string');
}
