import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readLimits } from '@astrolabe/plugin-communities-common';
import { createRouter } from './router';

/** Tells people who they are here. */
export const communitiesPlugin = createBackendPlugin({
  pluginId: 'communities',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ config, ...deps }) {
        const limits = readLimits(config);
        deps.httpRouter.use(await createRouter({ ...deps, limits }));
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
