/**
 * What each tier may do, and how much: the one table that the policy, the
 * forms, the pages and the CLI read. A tier has what it inherits, and what it
 * adds; limits are its own.
 *
 * @public
 */
export interface Tier {
  /** Kebab case. */
  id: TierId;
  /** What people call one that is declared in the configuration. */
  title?: string;
  /** The tier whose permissions it has too. */
  inherits?: TierId;
  /** Names of permissions granted by this tier, beyond those it inherits. */
  permissions: readonly string[];
  limits: TierLimits;
}

/** One of the built-in tiers, or one that `communities.tiers` declares. @public */
export type TierId = string;

/** @public */
export type BuiltInTierId = 'demo' | 'full' | 'manager' | 'operator';

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

/** Those that hold where nothing is configured, the lowest first. @public */
export const tiers: readonly (Tier & { id: BuiltInTierId })[] = [
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
    inherits: 'demo',
    permissions: [
      'account.read',
      'account.write',
      'asset.create',
      'asset.import',
      'scaffolder.action.execute',
      'scaffolder.task.cancel',
      'scaffolder.task.create',
      'scaffolder.task.read',
      'scaffolder.template.parameter.read',
      'scaffolder.template.step.read',
      'secret.read',
      'secret.write',
      'storage.read',
      'storage.write',
      'workload.share',
    ],
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
    inherits: 'full',
    permissions: [
      'access.approve',
      'asset.refresh',
      'page-views.read',
      'secret.manage',
    ],
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
    inherits: 'manager',
    permissions: [
      'audit.read',
      'catalog.entity.refresh',
      'catalog.location.read',
      'scaffolder.template.dry-run',
      'scaffolder.template.management',
      'secret.import',
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

/** Whether the pages have words of their own for a tier. @public */
export function isBuiltInTier(id: TierId): id is BuiltInTierId {
  return tiers.some(tier => tier.id === id);
}

/** @public */
export function tierOf(id: TierId, table: readonly Tier[] = tiers): Tier {
  return table.find(tier => tier.id === id)!;
}

/** Whether a tier, with what it inherits, grants a permission. @public */
export function tierGrants(
  id: TierId,
  permission: string,
  table: readonly Tier[] = tiers,
): boolean {
  return permissionsOf(id, table).includes(permission);
}

/** The lowest tier that grants a permission, for "why can't I?". @public */
export function tierGranting(
  permission: string,
  table: readonly Tier[] = tiers,
): Tier | undefined {
  return table.find(({ id }) => tierGrants(id, permission, table));
}

/** Every permission that a tier grants, with what it inherits. @public */
export function permissionsOf(
  id: TierId,
  table: readonly Tier[] = tiers,
): string[] {
  const tier = table.find(each => each.id === id);
  if (!tier) return [];
  const below = tier.inherits ? permissionsOf(tier.inherits, table) : [];
  return [...new Set([...below, ...tier.permissions])];
}
