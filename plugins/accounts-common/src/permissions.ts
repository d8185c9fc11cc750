import { createPermission } from '@backstage/plugin-permission-common';

/** See one's own secrets, without their values. Denied: the page says who gets it. @public */
export const secretReadPermission = createPermission({
  name: 'secret.read',
  attributes: { action: 'read' },
});

/** Make, change and remove one's own. Denied: the buttons say why. @public */
export const secretWritePermission = createPermission({
  name: 'secret.write',
  attributes: { action: 'update' },
});

/** The same for those of a community. Denied: one sees none of them. @public */
export const secretManagePermission = createPermission({
  name: 'secret.manage',
  attributes: { action: 'update' },
});

/** Take secrets of people over from another portal. Denied: it says who may. @public */
export const secretImportPermission = createPermission({
  name: 'secret.import',
  attributes: { action: 'create' },
});

/** See what one has linked. Denied: the page says who gets it. @public */
export const accountReadPermission = createPermission({
  name: 'account.read',
  attributes: { action: 'read' },
});

/** Link services, and take them away. Denied: the buttons say why. @public */
export const accountWritePermission = createPermission({
  name: 'account.write',
  attributes: { action: 'update' },
});

/** @public */
export const accountsPermissions = [
  accountReadPermission,
  accountWritePermission,
  secretReadPermission,
  secretWritePermission,
  secretManagePermission,
  secretImportPermission,
];
