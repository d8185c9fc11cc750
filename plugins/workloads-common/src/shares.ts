import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  workloadDeletePermission,
  workloadReadPermission,
  workloadSharePermission,
  workloadUsePermission,
} from './permissions';

/** What somebody may whom something is shared with; each may what those before may. @public */
export const shareRoles = ['view', 'use', 'manage'] as const;

/** @public */
export type ShareRole = (typeof shareRoles)[number];

/** What can be shared. @public */
export const shareableKinds = ['workload', 'snapshot'] as const;

/** @public */
export type ShareableKind = (typeof shareableKinds)[number];

/** One's own, what others share with one, or both. @public */
export const whoses = ['mine', 'shared', 'all'] as const;

/** @public */
export type Whose = (typeof whoses)[number];

/** What an action takes. @public */
export interface Need {
  /** By one's tier in its community, the owner too. */
  permission: ResourcePermission;
  /** By its owner, for whoever is not that. */
  role: ShareRole | 'owner';
}

const see: Need = { permission: workloadReadPermission, role: 'view' };
const files: Need = { permission: workloadReadPermission, role: 'use' };
const open: Need = { permission: workloadUsePermission, role: 'use' };
const wish: Need = { permission: workloadUsePermission, role: 'manage' };
const remove: Need = { permission: workloadDeletePermission, role: 'manage' };
const share: Need = { permission: workloadSharePermission, role: 'owner' };
const sharedWith: Need = { permission: workloadReadPermission, role: 'owner' };

/**
 * What each action on a workload takes: API, pages and CLI read this one table.
 *
 * @public
 */
export const workloadNeeds = {
  /** With its time line, logs and what it uses. */
  see,
  /** What it wrote, its artefacts too. */
  files,
  open,
  /** Shows what the program can read: its variables, secrets and storages. */
  terminal: wish,
  snooze: wish,
  stop: wish,
  restart: wish,
  snapshot: wish,
  delete: remove,
  passwords: { permission: workloadUsePermission, role: 'owner' },
  share,
  unshare: sharedWith,
} as const satisfies Record<string, Need>;

/** @public */
export type WorkloadDeed = keyof typeof workloadNeeds;

/** The same for snapshots. @public */
export const snapshotNeeds = {
  see,
  /** Something new that begins with it. */
  launch: files,
  delete: remove,
  share,
  unshare: sharedWith,
} as const satisfies Record<string, Need>;

/** @public */
export type SnapshotDeed = keyof typeof snapshotNeeds;

/** Whether a role, or being the owner, is enough. @public */
export function roleCovers(
  role: ShareRole | 'owner',
  needed: ShareRole | 'owner',
): boolean {
  const order: readonly string[] = [...shareRoles, 'owner'];
  return order.indexOf(role) >= order.indexOf(needed);
}

/** Whether somebody may, as far as it was shared with them; without `shared`, it is their own. @public */
export function isSharedFor(
  { shared }: { shared?: SharedWithMe },
  { role }: Need,
): boolean {
  return roleCovers(shared?.role ?? 'owner', role);
}

/**
 * Roles of which each lets somebody do something that takes this permission;
 * none: nothing of it can be shared.
 *
 * @public
 */
export function rolesFor(permission: string): ShareRole[] {
  const needs = [workloadNeeds, snapshotNeeds].flatMap(
    table => Object.values(table) as Need[],
  );
  return shareRoles.filter(role =>
    needs.some(
      need =>
        need.permission.name === permission && roleCovers(role, need.role),
    ),
  );
}

/** The best of what is shared with somebody. @public */
export function bestRole(roles: readonly ShareRole[]): ShareRole | undefined {
  return shareRoles.filter(role => roles.includes(role)).at(-1);
}

/** On something of somebody else. @public */
export interface SharedWithMe {
  role: ShareRole;
}

/** With whom something is shared. @public */
export interface Share {
  id: string;
  /** A person, a community, a tier of it, or another group. */
  subjectRef: string;
  role: ShareRole;
  /** User entity ref. */
  grantedBy: string;
  /** UTC, ISO 8601. */
  createdAt: string;
  /** When it ends by itself. */
  endsAt?: string;
}

/** @public */
export interface ShareList {
  /** Those that hold, the first one first. */
  items: Share[];
  /** Groups that it can be shared with. */
  groups: string[];
}

/** @public */
export type ShareWish = Pick<Share, 'subjectRef' | 'role' | 'endsAt'>;

/** Something that can be shared. @public */
export interface SharedThing {
  kind: ShareableKind;
  id: string;
}
