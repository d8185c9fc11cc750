import { createPermission } from '@backstage/plugin-permission-common';

/** Seeing and downloading one's files. Denied: the page says what would allow it. @public */
export const storageReadPermission = createPermission({
  name: 'storage.read',
  attributes: { action: 'read' },
});

/** Uploading, moving and deleting one's files. Denied: the buttons say why. @public */
export const storageWritePermission = createPermission({
  name: 'storage.write',
  attributes: { action: 'update' },
});

/** Every permission of this room. @public */
export const storagePermissions = [
  storageReadPermission,
  storageWritePermission,
];
