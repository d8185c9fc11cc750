import { machineDoor } from '@astrolabe/plugin-communities-backend';
import { createBackend } from '@backstage/backend-defaults';
import { rootConfigFactory } from './rootConfig';

const backend = createBackend();
backend.add(rootConfigFactory);

// Stock: only what our own rooms stand on (docs/decisions/001-street.md).
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Rooms.
backend.add(import('@astrolabe/plugin-communities-backend'));
backend.add(machineDoor);
backend.add(import('@astrolabe/plugin-assets-backend'));
backend.add(import('@astrolabe/plugin-catalog-backend-module-assets'));
backend.add(import('@astrolabe/plugin-workloads-backend'));
backend.add(import('@astrolabe/plugin-workloads-backend-module-local'));
backend.add(import('@astrolabe/plugin-workloads-backend-module-nomad'));

// A portal that cannot start is none: whoever started it has to hear of it.
backend.start().catch(error => {
  process.stderr.write(`The portal did not start: ${error.message}\n`);
  process.exit(1);
});
