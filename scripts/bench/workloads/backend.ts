import { createBackend } from '@backstage/backend-defaults';

/** What a launch needs of the portal: no pages, no catalogue. */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@astrolabe/plugin-communities-backend'));
backend.add(import('@astrolabe/plugin-assets-backend'));
backend.add(import('@astrolabe/plugin-workloads-backend'));
backend.add(import('@astrolabe/plugin-workloads-backend-module-local'));
// Without its configuration it does nothing.
backend.add(import('@astrolabe/plugin-workloads-backend-module-nomad'));
backend.start();
