import {
  roleCovers,
  shareRoles,
  type ShareRole,
  type SharedThing as Shared,
} from '@astrolabe/plugin-communities-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  workloadDeletePermission,
  workloadReadPermission,
  workloadSharePermission,
  workloadUsePermission,
} from './permissions';

export {
  bestRole,
  isSharedFor,
  roleCovers,
  shareRoles,
  type Share,
  type SharedWithMe,
  type ShareList,
  type ShareRole,
  type ShareWish,
} from '@astrolabe/plugin-communities-common';

/** What can be shared. @public */
export const shareableKinds = ['workload', 'snapshot'] as const;

/** @public */
export type ShareableKind = (typeof shareableKinds)[number];

/** Something of this room that can be shared. @public */
export type SharedThing = Shared<ShareableKind>;

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
  /** It runs in its owner's name what its module will be. */
  follow: { permission: workloadUsePermission, role: 'owner' },
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
