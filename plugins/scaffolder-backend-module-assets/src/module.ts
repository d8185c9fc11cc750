import { assetsClients } from '@astrolabe/plugin-assets-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { limits } from './limits';
import { cookiecutterAction, makeAction } from './makeActions';
import { publishAction } from './publishAction';
import { removeTasks } from './removeTasks';

/**
 * What templates of the scaffolder may do here: make projects, and repositories of
 * them. The policy of communities lets nobody run another action. Tasks are limited, and
 * removed in time: the scaffolder itself does neither.
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
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        scheduler: coreServices.scheduler,
      },
      async init({
        actions,
        database,
        httpAuth,
        httpRouter,
        scheduler,
        ...deps
      }) {
        // Modules come before their plugin, and so before its routes.
        httpRouter.use(limits(httpAuth));
        await scheduler.scheduleTask({
          id: 'remove-tasks',
          frequency: { minutes: 10 },
          timeout: { minutes: 5 },
          // The scaffolder makes its tables after this.
          initialDelay: { minutes: 1 },
          fn: async () => {
            await removeTasks(await database.getClient());
          },
        });
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
