import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { accountsPermissions } from '@astrolabe/plugin-accounts-common';
import { connect } from './database';
import { createRouter } from './router';

/** Keeps secrets, and what it takes to reach the services that people have linked. */
export const accountsPlugin = createBackendPlugin({
  pluginId: 'accounts',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        await connect(deps.database);
        deps.permissionsRegistry.addPermissions(accountsPermissions);
        deps.httpRouter.use(await createRouter(deps));
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
