import { AccountsClient } from '@astrolabe/plugin-accounts-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiLinksLine } from '@remixicon/react';
import { accountsApiRef } from './api';
import { accountsRouteRef } from './routes';

const accountsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: accountsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        new AccountsClient({
          baseUrl: 'plugin://accounts',
          fetch: (url, init) => fetchApi.fetch(url, init),
        }),
    }),
});

const accountsPage = PageBlueprint.make({
  params: {
    path: '/accounts',
    title: 'Accounts',
    icon: <RiLinksLine aria-hidden />,
    routeRef: accountsRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/AccountsPage').then(m => <m.AccountsPage />),
  },
});

/** What people have linked. @public */
export const accountsPlugin = createFrontendPlugin({
  pluginId: 'accounts',
  title: 'Accounts',
  routes: { root: accountsRouteRef },
  extensions: [accountsApi, accountsPage],
});
