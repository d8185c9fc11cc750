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

/** Every permission of this room. @public */
export const assetPermissions = [assetReadPermission, assetRefreshPermission];
