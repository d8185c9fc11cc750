import { tierRef, type TierId, type TierLimits } from './tiers';

/** Someone that development sign-in offers. @public */
export interface DemoPerson {
  name: string;
  displayName: string;
  tier: TierId;
}

/** @public */
export const demoPeople: readonly DemoPerson[] = [
  { name: 'nia', displayName: 'Nia Newcomer', tier: 'demo' },
  { name: 'ada', displayName: 'Ada Fuller', tier: 'full' },
  { name: 'max', displayName: 'Max Manager', tier: 'manager' },
  { name: 'olga', displayName: 'Olga Operator', tier: 'operator' },
];

/** How a demo person is called wherever an entity is named. @public */
export function demoPersonRef(name: string): string {
  return `user:default/${name}`;
}

/** What a session of a demo person says that they are. @public */
export function demoPersonRefs({ name, tier }: DemoPerson): string[] {
  return [demoPersonRef(name), tierRef(tier)];
}

/** Header that names the person in development sign-in. @public */
export const DEMO_PERSON_HEADER = 'x-astrolabe-demo-person';

/** Id of the development sign-in provider. @public */
export const DEMO_PROVIDER_ID = 'demo';

/** Id of the provider that gives tokens to whoever signed in by OpenID Connect. @public */
export const SESSION_PROVIDER_ID = 'session';

/** Who the caller is and what they may do: `GET /api/communities/v1/me`. @public */
export interface Me {
  userRef: string;
  displayName: string;
  tier: TierId;
  /** Names of the permissions that are granted without regard to an object. */
  permissions: string[];
  /** Names of the permissions that are granted on what the caller owns. */
  ownPermissions: string[];
  limits: TierLimits;
}
