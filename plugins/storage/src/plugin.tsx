import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiFolder3Line } from '@remixicon/react';
import { storageApiRef } from './api';
import { StoragePageClient } from './StoragePageClient';

const rootRouteRef = createRouteRef();

const storageApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: storageApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
      },
      factory: deps => new StoragePageClient(deps),
    }),
});

const storagePage = PageBlueprint.make({
  params: {
    path: '/storage',
    title: 'My files',
    icon: <RiFolder3Line aria-hidden />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/StoragePage').then(m => <m.StoragePage />),
  },
});

/**
 * A person's files, in the portal and in what they have linked.
 *
 * @public
 */
export const storagePlugin = createFrontendPlugin({
  pluginId: 'storage',
  title: 'My files',
  routes: { root: rootRouteRef },
  extensions: [storageApi, storagePage],
});
