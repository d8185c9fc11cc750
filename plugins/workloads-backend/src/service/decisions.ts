import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  workloadCreatePermission,
  workloadReadPermission,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { WorkloadFilter } from '../database';
import { authorizeWorkload, toCriteria } from '../permissions';
import { denied } from './denied';
import type { UserOptions } from './types';

/** Whether a permission that is for no object is granted. */
export async function isGranted(
  permissions: PermissionsService,
  permission: BasicPermission,
  options: UserOptions,
): Promise<boolean> {
  const [{ result }] = await permissions.authorize([{ permission }], options);
  return result === AuthorizeResult.ALLOW;
}

/** @throws what {@link denied} says, where the caller may not */
export async function requireGranted(
  permissions: PermissionsService,
  permission: BasicPermission,
  options: UserOptions,
): Promise<void> {
  if (await isGranted(permissions, permission, options)) return;
  throw denied(permission.name);
}

/** @throws what {@link denied} says, where the caller may launch nothing */
export function requireCreate(
  permissions: PermissionsService,
  options: UserOptions,
): Promise<void> {
  return requireGranted(permissions, workloadCreatePermission, options);
}

/** Whether a permission holds for something of somebody. */
export async function isAllowed(
  permissions: PermissionsService,
  permission: ResourcePermission,
  {
    owned,
    options,
  }: { owned: Pick<Workload, 'ownerRef'>; options: UserOptions },
): Promise<boolean> {
  const decision = await decide(permissions, permission, options);
  return authorizeWorkload(decision, owned);
}

/** @throws what {@link denied} says, where it does not */
export async function requireAllowed(
  permissions: PermissionsService,
  permission: ResourcePermission,
  about: { owned: Pick<Workload, 'ownerRef'>; options: UserOptions },
): Promise<void> {
  if (await isAllowed(permissions, permission, about)) return;
  throw denied(permission.name);
}

/**
 * The part of a `where` with what the caller may read; undefined for all.
 *
 * @throws what {@link denied} says, where that is nothing
 */
export async function readable(
  permissions: PermissionsService,
  options: UserOptions,
): Promise<PermissionCriteria<WorkloadFilter> | undefined> {
  const decision = await decide(permissions, workloadReadPermission, options);
  if (decision.result === AuthorizeResult.DENY) {
    throw denied(workloadReadPermission.name);
  }
  return toCriteria(decision);
}

async function decide(
  permissions: PermissionsService,
  permission: ResourcePermission,
  options: UserOptions,
): Promise<PolicyDecision> {
  const [decision] = await permissions.authorizeConditional(
    [{ permission }],
    options,
  );
  return decision;
}
