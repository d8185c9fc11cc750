import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { assetsClients } from '@astrolabe/plugin-assets-node';
import { AssetEntityProvider } from './AssetEntityProvider';
import { AssetStatusProcessor } from './AssetStatusProcessor';
import { TemplateEntityProvider } from './TemplateEntityProvider';

/** Gives the catalogue its assets. @public */
export const catalogModuleAssets = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'assets',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        processing: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, scheduler, ...deps }) {
        const every = (seconds: number) =>
          scheduler.createScheduledTaskRunner({
            frequency: { seconds },
            timeout: { minutes: 30 },
            initialDelay: { seconds: 1 },
          });
        processing.addProcessor(new AssetStatusProcessor());
        processing.addEntityProvider(
          new AssetEntityProvider({ ...deps, runner: every(5) }),
          new TemplateEntityProvider({
            ...{ ...deps, clients: assetsClients(deps) },
            runner: every(5),
          }),
        );
      },
    });
  },
});
