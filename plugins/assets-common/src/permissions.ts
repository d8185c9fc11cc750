import { createPermission } from '@backstage/plugin-permission-common';

/** Browsing the marketplace. Denied: its pages say that a sign-in is needed. @public */
export const assetReadPermission = createPermission({
  name: 'asset.read',
  attributes: { action: 'read' },
});

/** Reading the sources again now. Denied: the button is not shown. @public */
export const assetRefreshPermission = createPermission({
  name: 'asset.refresh',
  attributes: { action: 'update' },
});

/** Making a dataset of a repository an asset. Denied: it can be described all the same. @public */
export const assetImportPermission = createPermission({
  name: 'asset.import',
  attributes: { action: 'create' },
});

/** Making the project of a module or tool. Denied: instead of the form it is said why; the templates can be seen all the same. @public */
export const assetCreatePermission = createPermission({
  name: 'asset.create',
  attributes: { action: 'create' },
});

/** Every permission of this room. @public */
export const assetPermissions = [
  assetReadPermission,
  assetRefreshPermission,
  assetImportPermission,
  assetCreatePermission,
];
