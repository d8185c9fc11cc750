import { WorkloadsClient } from '@astrolabe/plugin-workloads-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRocketLine, RiServerLine } from '@remixicon/react';
import { workloadsApiRef } from './api';
import {
  deployRouteRef,
  noticesPath,
  rootRouteRef,
  sitesRouteRef,
  tryRouteRef,
} from './routes';

const workloadsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: workloadsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        new WorkloadsClient({
          baseUrl: 'plugin://workloads',
          fetch: (url, init) => fetchApi.fetch(url, init),
        }),
    }),
});

const workloadsPage = PageBlueprint.make({
  params: {
    path: '/workloads',
    title: 'My workloads',
    icon: <RiRocketLine aria-hidden />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/WorkloadsRoutes').then(m => <m.WorkloadsRoutes />),
  },
});

// Without title and icon it stays out of the navigation: one comes here from an asset.
const deployPage = PageBlueprint.make({
  name: 'deploy',
  params: {
    path: '/deploy',
    routeRef: deployRouteRef,
    noHeader: true,
    loader: () => import('./components/DeployPage').then(m => <m.DeployPage />),
  },
});

// One comes here from an asset, too.
const tryPage = PageBlueprint.make({
  name: 'try',
  params: {
    path: '/try',
    routeRef: tryRouteRef,
    noHeader: true,
    loader: () => import('./components/TryPage').then(m => <m.TryPage />),
  },
});

const sitesPage = PageBlueprint.make({
  name: 'sites',
  params: {
    path: '/sites',
    title: 'Sites',
    icon: <RiServerLine aria-hidden />,
    routeRef: sitesRouteRef,
    noHeader: true,
    loader: () => import('./components/SitesPage').then(m => <m.SitesPage />),
  },
});

// One comes here by the bell.
const noticesPage = PageBlueprint.make({
  name: 'notices',
  params: {
    path: noticesPath,
    noHeader: true,
    loader: () =>
      import('./components/NoticesPage').then(m => <m.NoticesPage />),
  },
});

/**
 * Launching things, and looking after what was launched.
 *
 * @public
 */
export const workloadsPlugin = createFrontendPlugin({
  pluginId: 'workloads',
  title: 'Workloads',
  routes: {
    root: rootRouteRef,
    deploy: deployRouteRef,
    sites: sitesRouteRef,
    try: tryRouteRef,
  },
  extensions: [
    workloadsApi,
    workloadsPage,
    deployPage,
    tryPage,
    sitesPage,
    noticesPage,
  ],
});
