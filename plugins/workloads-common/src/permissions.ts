import { createPermission } from '@backstage/plugin-permission-common';

/** The resource type that workload conditions apply to. @public */
export const RESOURCE_TYPE_WORKLOAD = 'workload';

/**
 * Launching a workload, and asking where it would run. Denied: the Deploy
 * button says which tier allows it.
 *
 * @public
 */
export const workloadCreatePermission = createPermission({
  name: 'workload.create',
  attributes: { action: 'create' },
});

/**
 * Seeing a workload, its time line and its logs. Denied: it does not exist.
 *
 * @public
 */
export const workloadReadPermission = createPermission({
  name: 'workload.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/**
 * Stopping and restarting a workload, and opening its endpoints. Denied: the
 * buttons are disabled and say so.
 *
 * @public
 */
export const workloadUsePermission = createPermission({
  name: 'workload.use',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/**
 * Removing a workload with all that it wrote. Denied: the button is disabled
 * and says so.
 *
 * @public
 */
export const workloadDeletePermission = createPermission({
  name: 'workload.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/**
 * Sharing a workload or snapshot of one's own with others. Denied: its page
 * says with whom it is shared, and lets one end that.
 *
 * @public
 */
export const workloadSharePermission = createPermission({
  name: 'workload.share',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/**
 * Announcing the planned downtime of a site, and taking it back. Denied: the
 * Sites page shows what is announced, and no form.
 *
 * @public
 */
export const siteDowntimePermission = createPermission({
  name: 'site.downtime',
  attributes: { action: 'update' },
});

/** Every permission of this room, for the registry and for policies. @public */
export const workloadPermissions = [
  workloadCreatePermission,
  workloadReadPermission,
  workloadUsePermission,
  workloadDeletePermission,
  workloadSharePermission,
  siteDowntimePermission,
];
