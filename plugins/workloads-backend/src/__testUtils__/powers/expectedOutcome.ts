import {
  tierGrants,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import type { Operation, Thing } from './operations';

/** Who tries. */
export interface Subject {
  name: string;
  /** By which it does what is on no thing: some tries are counted by person. */
  alias: string;
  isSignedIn: boolean;
  /** The first is of the active community. */
  memberships: Membership[];
}

const denied = '403 PERMISSION_DENIED';
const missing = {
  workload: '404 WORKLOAD_NOT_FOUND',
  snapshot: '404 SNAPSHOT_NOT_FOUND',
  group: '404 GROUP_NOT_FOUND',
};

const order = ['view', 'use', 'manage', 'owner'];

/** What the tiers table says of an operation, without the policy or a condition. */
export function expectedOutcome(
  { rule, outcome }: Operation,
  { name, isSignedIn, memberships }: Subject,
  { table, thing }: { table: LimitTable; thing?: Thing },
): string {
  const grants = (permission: string, community?: string) =>
    memberships.some(
      each =>
        (community ?? each.community) === each.community &&
        tierGrants(each.tier, permission, table.tiers),
    );
  const refusal = memberships.length > 0 ? denied : '403 NO_TIER';
  if (rule === 'everybody') return outcome;
  if (!isSignedIn) return '401';
  if (rule === 'people') return outcome;
  if (rule === 'services') return '403 WRONG_CALLER';
  if (rule === 'members') return memberships.length > 0 ? outcome : refusal;
  if ('grantedHere' in rule) {
    const [active] = memberships;
    const isGranted = active && grants(rule.grantedHere, active.community);
    return isGranted ? outcome : refusal;
  }
  if (!('on' in rule)) return grants(rule.granted) ? outcome : refusal;
  // Looked for in a list, and nobody has one who may read nothing.
  if (rule.on === 'group' && !grants('workload.read')) return refusal;
  const { owner, community, role: shared } = thing!;
  const given = rule.on === 'group' ? undefined : shared;
  const role = owner === name ? 'owner' : given;
  if (!role || !grants('workload.read', community)) return missing[rule.on];
  if (order.indexOf(role) < order.indexOf(rule.role)) {
    return rule.role === 'owner' ? '403 OWNER_ONLY' : '403 SHARE_ROLE';
  }
  return grants(rule.granted, community) ? outcome : refusal;
}
