import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

/** The address in the hub of templates at which one is made. */
const COMMUNITY_TEMPLATE = '/modules/-/new/community';

const home = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/',
    noHeader: true,
    loader: () => import('./home').then(m => <m.HomePage />),
  },
});

const preferences = PageBlueprint.make({
  name: 'preferences',
  params: {
    path: '/preferences',
    noHeader: true,
    loader: () => import('./preferences').then(m => <m.PreferencesPage />),
  },
});

const apiDocs = PageBlueprint.make({
  name: 'api-docs',
  params: {
    path: '/api-docs',
    noHeader: true,
    loader: () => import('./apiDocs').then(m => <m.ApiDocsPage />),
  },
});

const access = PageBlueprint.make({
  name: 'access',
  params: {
    path: '/access',
    noHeader: true,
    loader: () => import('./access').then(m => <m.AccessPage />),
  },
});

const accessTokens = PageBlueprint.make({
  name: 'access-tokens',
  params: {
    path: '/access-tokens',
    noHeader: true,
    loader: () => import('./accessTokens').then(m => <m.AccessTokensPage />),
  },
});

const audit = PageBlueprint.make({
  name: 'audit',
  params: {
    path: '/audit',
    noHeader: true,
    loader: () => import('./audit').then(m => <m.AuditPage />),
  },
});

// One comes here from a program that waits.
const device = PageBlueprint.make({
  name: 'device',
  params: {
    path: '/device',
    noHeader: true,
    loader: () => import('./device').then(m => <m.DevicePage />),
  },
});

// An old address: the portal of a community is a project like others.
const create = PageBlueprint.make({
  name: 'create',
  params: {
    path: '/create',
    noHeader: true,
    loader: async () => <Navigate to={COMMUNITY_TEMPLATE} replace />,
  },
});

/** The pages that belong to no room. */
export const pagesPlugin = createFrontendPlugin({
  pluginId: 'pages',
  extensions: [
    home,
    preferences,
    apiDocs,
    access,
    accessTokens,
    audit,
    create,
    device,
  ],
});
