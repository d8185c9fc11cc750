import type { Portal } from '@astrolabe/plugin-communities-common';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { portalApiRef } from './portalApi';

/** Lets every page know whose portal it is. */
export const createPortalModule = (portal: Portal) =>
  createFrontendModule({
    pluginId: 'app',
    extensions: [
      ApiBlueprint.make({
        name: 'portal',
        params: define =>
          define({ api: portalApiRef, deps: {}, factory: () => portal }),
      }),
    ],
  });
