import { assetKinds, AssetsClient } from '@astrolabe/plugin-assets-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { assetsApiRef } from './api';
import { kindIcons } from './components/shared/kindIcons';
import { listRouteRefs } from './routes';

const assetsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: assetsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        new AssetsClient({
          baseUrl: 'plugin://assets',
          fetch: (url, init) => fetchApi.fetch(url, init),
        }),
    }),
});

const pages = assetKinds.map(({ id, plural }) => {
  const Icon = kindIcons[id];
  return PageBlueprint.make({
    name: plural,
    params: {
      path: `/${plural}`,
      title: plural[0].toUpperCase() + plural.slice(1),
      icon: <Icon aria-hidden />,
      routeRef: listRouteRefs[plural],
      noHeader: true,
      loader: () =>
        import('./components/AssetsRoutes').then(m => (
          <m.AssetsRoutes kind={id} />
        )),
    },
  });
});

const owners = PageBlueprint.make({
  name: 'owners',
  params: {
    path: '/owners',
    noHeader: true,
    loader: () =>
      import('./components/OwnerRoutes').then(m => <m.OwnerRoutes />),
  },
});

/**
 * Finding AI modules, tools, models and datasets, and reading about them.
 *
 * @public
 */
export const assetsPlugin = createFrontendPlugin({
  pluginId: 'assets',
  title: 'Assets',
  routes: listRouteRefs,
  extensions: [assetsApi, ...pages, owners],
});
