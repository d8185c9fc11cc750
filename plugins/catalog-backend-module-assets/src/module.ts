import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { AssetEntityProvider } from './AssetEntityProvider';
import { AssetStatusProcessor } from './AssetStatusProcessor';

/** Gives the catalogue its assets. @public */
export const catalogModuleAssets = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'assets',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, scheduler, ...deps }) {
        const runner = scheduler.createScheduledTaskRunner({
          frequency: { seconds: 5 },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 1 },
        });
        catalog.addProcessor(new AssetStatusProcessor());
        catalog.addEntityProvider(new AssetEntityProvider({ ...deps, runner }));
      },
    });
  },
});
