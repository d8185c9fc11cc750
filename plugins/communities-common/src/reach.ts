import { membershipsFromRefs } from './memberships';
import type { LimitTable } from './quotas';
import { subjectsOf } from './sharing';
import { tierGrants } from './tiers';

/** With what a person may do something: whose it is, with whom it is shared, and of which communities. @public */
export interface Reach {
  owners: string[];
  /** As whom they get what is shared. */
  subjects: string[];
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
 * How far a permission reaches: to one's own and what is shared with one, in the
 * communities where one's tier grants it. The policy and whoever asks about what is open already go by
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
  if (communities.length === 0) return undefined;
  return { owners: [ref], subjects: subjectsOf(ref, refs, table), communities };
}

/**
 * Whether something is within it.
 *
 * @param roles - those of a share that are enough
 * @public
 */
export function isWithin(
  { owners, subjects, communities }: Reach,
  thing: {
    ownerRef: string;
    community: string;
    shares: readonly { subjectRef: string; role: string }[];
  },
  roles: readonly string[],
): boolean {
  const isTheirs =
    owners.includes(thing.ownerRef) ||
    thing.shares.some(
      ({ subjectRef, role }) =>
        subjects.includes(subjectRef) && roles.includes(role),
    );
  return isTheirs && communities.includes(thing.community);
}
