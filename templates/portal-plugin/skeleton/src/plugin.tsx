import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiPagesLine } from '@remixicon/react';
import words from './words.json';

const rootRouteRef = createRouteRef();

const page = PageBlueprint.make({
  params: {
    path: '/project-name',
    title: words.title,
    icon: <RiPagesLine aria-hidden />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () => import('./components/Page').then(m => <m.Page />),
  },
});

/** @public */
export const plugin = createFrontendPlugin({
  pluginId: 'project-name',
  title: words.title,
  routes: { root: rootRouteRef },
  extensions: [page],
});
