import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readLimits } from '@astrolabe/plugin-communities-common';
import { connect } from './database';
import { createRouter } from './router';

/** Tells people who they are here. */
export const communitiesPlugin = createBackendPlugin({
  pluginId: 'communities',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ config, ...deps }) {
        await connect(deps.database);
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
