import {
  AccountsClient,
  SecretsClient,
} from '@astrolabe/plugin-accounts-common';
import { WorkloadsClient } from '@astrolabe/plugin-workloads-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiLinksLine } from '@remixicon/react';
import { accountsApiRef, secretsApiRef, usersApiRef } from './api';
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

// Services send people here who have signed in there.
const signedInPage = PageBlueprint.make({
  name: 'signed-in',
  params: {
    path: '/accounts/signed-in',
    noHeader: true,
    loader: () =>
      import('./components/SignedInPage').then(m => <m.SignedInPage />),
  },
});

const secretsApi = ApiBlueprint.make({
  name: 'secrets',
  params: defineParams =>
    defineParams({
      api: secretsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        new SecretsClient({
          baseUrl: 'plugin://accounts',
          fetch: (url, init) => fetchApi.fetch(url, init),
        }),
    }),
});

const usersApi = ApiBlueprint.make({
  name: 'users',
  params: defineParams =>
    defineParams({
      api: usersApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        new WorkloadsClient({
          baseUrl: 'plugin://workloads',
          fetch: (url, init) => fetchApi.fetch(url, init),
        }),
    }),
});

// One comes here by one's menu.
const secretsPage = PageBlueprint.make({
  name: 'secrets',
  params: {
    path: '/secrets',
    noHeader: true,
    loader: () =>
      import('./components/SecretsPage').then(m => <m.SecretsPage />),
  },
});

/** What people have linked, and what they keep secret. @public */
export const accountsPlugin = createFrontendPlugin({
  pluginId: 'accounts',
  title: 'Accounts',
  routes: { root: accountsRouteRef },
  extensions: [
    accountsApi,
    accountsPage,
    secretsApi,
    secretsPage,
    signedInPage,
    usersApi,
  ],
});
