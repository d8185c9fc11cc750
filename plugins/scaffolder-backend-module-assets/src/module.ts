import { assetsClients } from '@astrolabe/plugin-assets-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { cookiecutterAction, makeAction } from './makeActions';
import { publishAction } from './publishAction';

/**
 * What templates of the scaffolder may do here: make projects, and repositories of
 * them. The policy of communities lets nobody run another action.
 *
 * @public
 */
export const scaffolderModuleAssets = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'assets',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, ...deps }) {
        const clients = assetsClients(deps);
        actions.addActions(
          makeAction(clients),
          cookiecutterAction(clients),
          publishAction(clients),
        );
      },
    });
  },
});
