import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  followCommunities,
  readLimits,
} from '@astrolabe/plugin-communities-common';
import { connect } from './database';
import { choosePortal } from './portal';
import { createRouter } from './router';
import { tellChange } from './tellChange';

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
        logger: coreServices.logger,
        rootHttpRouter: coreServices.rootHttpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ config, ...deps }) {
        await connect(deps.database);
        const limits = readLimits(config);
        const communities = followCommunities(config, tellChange(deps.logger));
        deps.httpRouter.use(
          await createRouter({ ...deps, communities, limits }),
        );
        deps.rootHttpRouter.use('/c', choosePortal(communities));
        for (const path of ['/openapi.json', '/v1/portal', '/v1/portals']) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
