import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  activeMembership,
  explainDenial,
  holdersOf,
  limitsIn,
  membershipsFromRefs,
  notAMember,
  quotasFor,
  subjectsOf,
  tierGrants,
  tierIn,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import { refused } from '@astrolabe/http';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import type { PresentPeople } from '@astrolabe/sharing';
import type { Person, UserOptions } from './types';

export interface PersonParts {
  userInfo: UserInfoService;
  /** As they are at present. */
  limits(): LimitTable;
}

/**
 * Who asks, and what they may in a community.
 *
 * @param community - missing: as the request says
 * @throws NotAllowedError where they are no member
 */
export async function findPerson(
  { userInfo, limits: present }: PersonParts,
  { credentials, wish = {} }: UserOptions,
  community: string | undefined = wish.asked,
): Promise<Person> {
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  const table = present();
  const memberships = membershipsFromRefs(ownershipEntityRefs, table);
  const active = activeMembership(
    memberships,
    { ...wish, asked: community },
    table,
  );
  if (!active) throw refused(notAMember(community ?? '', memberships, table));
  return describePerson(
    { ref: userEntityRef, refs: ownershipEntityRefs, memberships },
    active,
    table,
  );
}

/**
 * Of something, its owner, for whoever acts in their place.
 *
 * @throws NotAllowedError where they are no member of its community any more
 */
export async function findOwner(
  {
    people,
    limits,
  }: Pick<PersonParts, 'limits'> & {
    people: Pick<PresentPeople, 'refsInAbsenceOf'>;
  },
  { ownerRef, community }: { ownerRef: string; community: string },
): Promise<Person> {
  const refs = await people.refsInAbsenceOf(ownerRef);
  const table = limits();
  const memberships = membershipsFromRefs(refs, table);
  const active = activeMembership(memberships, { asked: community }, table);
  if (!active) {
    throw refused({
      message: 'Its owner is no member of its community any more',
      code: 'OWNER_NOT_A_MEMBER',
      cause: 'it would count for them there',
      nextStep: 'Launch one of your own.',
    });
  }
  return describePerson({ ref: ownerRef, refs, memberships }, active, table);
}

/**
 * As {@link findPerson}, of who may launch there: one who may elsewhere came
 * past the policy.
 */
export function findLauncher(
  parts: PersonParts,
  options: UserOptions,
  asked?: string,
): Promise<Person> {
  return findWhoMay(workloadCreatePermission, parts, { options, asked });
}

/** As {@link findPerson}, of who may do something there. */
export async function findWhoMay(
  { name }: { name: string },
  parts: PersonParts,
  { options, asked }: { options: UserOptions; asked?: string },
): Promise<Person> {
  const person = await findPerson(parts, options, asked);
  const { community } = person;
  if (person.mayIn(community, name)) return person;
  const { ownershipEntityRefs } = await parts.userInfo.getUserInfo(
    options.credentials,
  );
  const table = parts.limits();
  const memberships = membershipsFromRefs(ownershipEntityRefs, table);
  throw refused(explainDenial(name, { memberships, community }, table));
}

function describePerson(
  {
    ref,
    refs,
    memberships,
  }: { ref: string; refs: string[]; memberships: Membership[] },
  active: Membership,
  table: LimitTable,
): Person {
  const { community } = active;
  const limits = limitsIn(community, memberships, table);
  const holders = holdersOf(active, [ref, ...refs]);
  const block = table.communities.find(({ id }) => id === community)!;
  return {
    ...active,
    ref,
    name: ref.slice(ref.lastIndexOf('/') + 1),
    limits,
    tiers: table.tiers.map(({ id }) => tierIn({ community, tier: id }, table)),
    offered: block.accessRequests?.tiers ?? [],
    holders,
    subjects: subjectsOf(ref, refs, table),
    wishes: block,
    quotas: quotasFor({ community, holders }, limits, table.quotas),
    mayIn: (place, permission) =>
      memberships.some(
        each =>
          each.community === place &&
          tierGrants(each.tier, permission, table.tiers),
      ),
  };
}
