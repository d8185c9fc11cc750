import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import { storagePermissions } from '@astrolabe/plugin-storage-common';
import { registerActions } from './actions';
import { createRoom } from './room';
import { createRouter } from './routes';

/** Needs no session: the address itself is what lets one in. */
const unauthenticated = ['/openapi.json', '/v1/downloads'];

/**
 * The files of people: a folder of this portal for each, and what they have
 * linked.
 *
 * @public
 */
export const storagePlugin = createBackendPlugin({
  pluginId: 'storage',
  register(env) {
    env.registerInit({
      deps: {
        accounts: accountsServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(storagePermissions);
        const room = await createRoom(deps);
        registerActions(deps.actionsRegistry, room.storages);
        deps.httpRouter.use(await createRouter({ ...deps, ...room }));
        for (const path of unauthenticated) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
