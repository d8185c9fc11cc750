import { createPermission } from '@backstage/plugin-permission-common';
import { limitsIn, membershipIn, type Membership } from './memberships';
import type { LimitTable } from './quotas';
import { permissionsOf, type TierId, type TierLimits } from './tiers';

/** To decide on requests for access to a community, and to end what was granted there. @public */
export const accessApprovePermission = createPermission({
  name: 'access.approve',
  attributes: { action: 'update' },
});

/** Nobody has to decide on what was asked longer ago. @public */
export const PENDING_DAYS = 14;

/** Of what was granted, where a community does not say another. @public */
export const DEFAULT_GRANT_DAYS = 90;

/** `expired`: nobody decided in time. @public */
export const accessStates = [
  'pending',
  'approved',
  'refused',
  'withdrawn',
  'expired',
] as const;

/** @public */
export type AccessState = (typeof accessStates)[number];

/** What a community lets people ask for. @public */
export interface AccessOffer {
  /** Those that may be asked for. */
  tiers: TierId[];
  /** For how long at most. */
  maxDays: number;
}

/** Somebody's wish to be something in a community. @public */
export interface AccessRequest extends Membership {
  id: string;
  personRef: string;
  displayName: string;
  reason: string;
  /** For how long; missing: as long as the community allows. */
  days?: number;
  state: AccessState;
  /** UTC, ISO 8601. */
  createdAt: string;
  /** Until when it can be decided on. */
  expiresAt: string;
  decidedAt?: string;
  /** User entity ref. */
  decidedBy?: string;
  /** What whoever decided said. */
  note?: string;
}

/** What came of a request that was approved: a membership with an end. @public */
export interface AccessGrant extends Membership {
  id: string;
  requestId: string;
  personRef: string;
  displayName: string;
  grantedBy: string;
  grantedAt: string;
  endsAt: string;
}

/** Newest first. @public */
export interface AccessPage<T> {
  items: T[];
  nextCursor?: string;
}

/** One community where one may ask. @public */
export interface AccessOfferView {
  community: string;
  title: string;
  maxDays: number;
  /** The lowest first. */
  tiers: { id: TierId; title: string }[];
}

/**
 * Whether somebody has in a community all that a tier gives there: each
 * permission, and each limit as large. Nobody grants what they have not.
 *
 * @public
 */
export function covers(
  memberships: readonly Membership[],
  wanted: Membership,
  table: LimitTable,
): boolean {
  const { community, tier } = wanted;
  if (!membershipIn(community, memberships)) return false;
  const own = memberships
    .filter(each => each.community === community)
    .flatMap(each => permissionsOf(each.tier, table.tiers));
  return (
    permissionsOf(tier, table.tiers).every(name => own.includes(name)) &&
    isAsLarge(
      limitsIn(community, memberships, table),
      limitsIn(community, [wanted], table),
    )
  );
}

function isAsLarge(own: TierLimits, wanted: TierLimits): boolean {
  const { timeToLiveSeconds: life = Infinity, ...mine } = own;
  const { timeToLiveSeconds: wantedLife = Infinity, ...theirs } = wanted;
  const names = Object.keys(theirs) as (keyof typeof theirs)[];
  return life >= wantedLife && names.every(name => mine[name] >= theirs[name]);
}
