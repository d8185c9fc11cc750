import type { ShareRole } from '@astrolabe/plugin-communities-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { accountReadPermission, accountWritePermission } from './permissions';

/** What an action takes. */
interface Need {
  /** By one's tier in some community, the owner too. */
  permission: BasicPermission;
  /** By its owner, for whoever is not that. */
  role: ShareRole | 'owner';
}

/**
 * What each action on a linked service takes: API, pages and CLI read this one
 * table. What is in a storage is the storage room's: seeing it takes `view`,
 * changing and mounting it `use`.
 *
 * @public
 */
export const accountNeeds = {
  see: { permission: accountReadPermission, role: 'view' },
  verify: { permission: accountWritePermission, role: 'manage' },
  /** With other values, or another title. */
  relink: { permission: accountWritePermission, role: 'manage' },
  unlink: { permission: accountWritePermission, role: 'owner' },
  share: { permission: accountWritePermission, role: 'owner' },
  /** Whoever lost the power to share can still take back. */
  unshare: { permission: accountReadPermission, role: 'owner' },
} as const satisfies Record<string, Need>;

/** @public */
export type AccountDeed = keyof typeof accountNeeds;
