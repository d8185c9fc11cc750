import { tierRef, type Membership } from './memberships';
import { DEFAULT_COMMUNITY } from './readCommunities';
import type { BuiltInTierId } from './tiers';

/** Someone that development sign-in offers. @public */
export interface DemoPerson {
  name: string;
  displayName: string;
  email: string;
  /** In the community that is the portal itself. */
  tier: BuiltInTierId;
  /** In each other community that is declared; missing: none. */
  elsewhere?: BuiltInTierId;
}

/** @public */
export const demoPeople: readonly DemoPerson[] = [
  {
    name: 'nia',
    displayName: 'Nia Newcomer',
    email: 'nia@example.org',
    tier: 'demo',
  },
  {
    name: 'ada',
    displayName: 'Ada Fuller',
    email: 'ada@example.org',
    tier: 'full',
    elsewhere: 'demo',
  },
  {
    name: 'max',
    displayName: 'Max Manager',
    email: 'max@example.org',
    tier: 'manager',
  },
  {
    name: 'olga',
    displayName: 'Olga Operator',
    email: 'olga@example.org',
    tier: 'operator',
    elsewhere: 'operator',
  },
];

/** How a demo person is called wherever an entity is named. @public */
export function demoPersonRef(name: string): string {
  return `user:default/${name}`;
}

/** Who of them is called so; undefined where none is. @public */
export function demoPersonOf(ref: string): DemoPerson | undefined {
  return demoPeople.find(({ name }) => demoPersonRef(name) === ref);
}

/** What a demo person is, where these communities are declared. @public */
export function demoMemberships(
  { tier, elsewhere }: DemoPerson,
  communities: readonly string[],
): Membership[] {
  return communities.flatMap(community => {
    const there = community === DEFAULT_COMMUNITY ? tier : elsewhere;
    return there ? [{ community, tier: there }] : [];
  });
}

/** What a session of a demo person says that they are. @public */
export function demoPersonRefs(
  person: DemoPerson,
  communities: readonly string[],
): string[] {
  return [
    demoPersonRef(person.name),
    ...demoMemberships(person, communities).map(({ tier, community }) =>
      tierRef(tier, community),
    ),
  ];
}

/** Header that names the person in development sign-in. @public */
export const DEMO_PERSON_HEADER = 'x-astrolabe-demo-person';

/** Id of the development sign-in provider. @public */
export const DEMO_PROVIDER_ID = 'demo';

/** Id of the provider that gives tokens to whoever signed in by OpenID Connect. @public */
export const SESSION_PROVIDER_ID = 'session';
