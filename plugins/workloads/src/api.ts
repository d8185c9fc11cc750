import type { WorkloadsApi } from '@astrolabe/plugin-workloads-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/**
 * The workloads backend, as pages see it.
 *
 * @public
 */
export const workloadsApiRef = createApiRef<WorkloadsApi>({
  id: 'plugin.workloads.client',
});
