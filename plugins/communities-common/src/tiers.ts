/**
 * What each tier may do, and how much: the one table that the policy, the
 * forms, the pages and the CLI read. A tier inherits what the tiers before it
 * may do; limits are its own.
 *
 * @public
 */
export interface Tier {
  id: TierId;
  /** Names of permissions granted by this tier, beyond those of lower tiers. */
  permissions: string[];
  limits: TierLimits;
}

/** @public */
export type TierId = 'demo' | 'full' | 'manager' | 'operator';

/** Upper bounds of one person; a form's `x-limit` names one of the first four. @public */
export interface TierLimits {
  /** Of one workload. */
  cpuCores: number;
  /** Of one workload. */
  memoryBytes: number;
  /** Of one workload. */
  diskBytes: number;
  /** Of one workload. */
  gpuCount: number;
  /** Not yet settled, at the same time. */
  workloads: number;
  /** Longest life of a workload; absent: as long as its owner wants. */
  timeToLiveSeconds?: number;
}

const GiB = 1024 ** 3;

/** Lowest first. @public */
export const tiers: readonly Tier[] = [
  {
    id: 'demo',
    permissions: [
      'asset.read',
      'catalog.entity.read',
      'workload.create',
      'workload.read',
      'workload.use',
      'workload.delete',
    ],
    limits: {
      cpuCores: 2,
      memoryBytes: 4 * GiB,
      diskBytes: 2 * GiB,
      gpuCount: 0,
      workloads: 2,
      timeToLiveSeconds: 30 * 60,
    },
  },
  {
    id: 'full',
    permissions: [],
    limits: {
      cpuCores: 16,
      memoryBytes: 64 * GiB,
      diskBytes: 200 * GiB,
      gpuCount: 2,
      workloads: 50,
    },
  },
  {
    id: 'manager',
    permissions: ['asset.refresh'],
    limits: {
      cpuCores: 16,
      memoryBytes: 64 * GiB,
      diskBytes: 200 * GiB,
      gpuCount: 2,
      workloads: 50,
    },
  },
  {
    id: 'operator',
    permissions: [
      'audit.read',
      'catalog.entity.refresh',
      'catalog.location.read',
      'site.downtime',
    ],
    limits: {
      cpuCores: 64,
      memoryBytes: 256 * GiB,
      diskBytes: 1000 * GiB,
      gpuCount: 8,
      workloads: 200,
    },
  },
];

/** @public */
export function tierOf(id: TierId): Tier {
  return tiers.find(tier => tier.id === id)!;
}

/** Whether a tier, with what it inherits, grants a permission. @public */
export function tierGrants(id: TierId, permission: string): boolean {
  return permissionsOf(id).includes(permission);
}

/** The lowest tier that grants a permission, for "why can't I?". @public */
export function tierGranting(permission: string): TierId | undefined {
  return tiers.find(tier => tier.permissions.includes(permission))?.id;
}

const prefix = 'group:default/tier-';

/** Every permission that a tier grants, with what it inherits. @public */
export function permissionsOf(id: TierId): string[] {
  const rank = tiers.findIndex(tier => tier.id === id);
  return tiers.slice(0, rank + 1).flatMap(tier => tier.permissions);
}

/** The ownership claim that carries a tier in a session. @public */
export function tierRef(id: TierId): string {
  return `${prefix}${id}`;
}

/** The highest tier among ownership claims; undefined for a stranger. @public */
export function tierFromRefs(refs: readonly string[]): TierId | undefined {
  return tiers
    .map(tier => tier.id)
    .filter(id => refs.includes(tierRef(id)))
    .at(-1);
}
