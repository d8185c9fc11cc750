import { Authorizer } from '@astrolabe/http';
import { followLimits } from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { usePermission } from './permissions';
import { createRouter } from './router';

/** @public */
export const plugin = createBackendPlugin({
  pluginId: 'project-name',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions([usePermission]);
        const limits = followLimits(deps.config, deps.logger);
        const authorizer = new Authorizer({ ...deps, limits });
        deps.httpRouter.use(await createRouter({ ...deps, authorizer }));
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
