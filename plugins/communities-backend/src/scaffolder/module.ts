import { followCommunities } from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { blockAction } from './blockAction';

/**
 * What templates may do here. The policy lets nobody run another action
 * (`whatTemplatesDo`).
 *
 * @public
 */
export const scaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'communities',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ actions, config }) {
        actions.addActions(blockAction(followCommunities(config)));
      },
    });
  },
});
