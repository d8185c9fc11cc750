import { machineDoor } from '@astrolabe/plugin-communities-backend';
import { schedulerFactory } from './schedulerFactory';

/** What answers requests under `/api`; the test of all routes starts the same. */
export const features = () => [
  // Stock: only what our own rooms stand on (docs/decisions/001-street.md).
  import('@backstage/plugin-auth-backend'),
  import('@backstage/plugin-catalog-backend'),
  import('@backstage/plugin-events-backend'),
  import('@backstage/plugin-mcp-actions-backend'),
  import('@backstage/plugin-notifications-backend'),
  import('@backstage/plugin-permission-backend'),
  import('@backstage/plugin-scaffolder-backend'),
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  import('@backstage/plugin-signals-backend'),
  import('@backstage/plugin-user-settings-backend'),
  schedulerFactory,

  // Rooms.
  import('@astrolabe/plugin-communities-backend'),
  machineDoor,
  import('@astrolabe/plugin-accounts-backend'),
  import('@astrolabe/plugin-assets-backend'),
  import('@astrolabe/plugin-catalog-backend-module-assets'),
  import('@astrolabe/plugin-scaffolder-backend-module-assets'),
  import('@astrolabe/plugin-storage-backend'),
  import('@astrolabe/plugin-workloads-backend'),
  import('@astrolabe/plugin-workloads-backend-module-accounts'),
  import('@astrolabe/plugin-workloads-backend-module-local'),
  import('@astrolabe/plugin-workloads-backend-module-nomad'),
];
