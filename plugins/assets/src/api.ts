import type { AssetsApi } from '@astrolabe/plugin-assets-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/**
 * The assets backend, as pages see it.
 *
 * @public
 */
export const assetsApiRef = createApiRef<AssetsApi>({
  id: 'plugin.assets.client',
});
