import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DEMO_PROVIDER_ID,
  readLimits,
} from '@astrolabe/plugin-communities-common';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { AssetEntityProvider } from './AssetEntityProvider';
import { AssetStatusProcessor } from './AssetStatusProcessor';
import { TierEntityProvider } from './TierEntityProvider';

/** Gives the catalogue its assets and tiers. @public */
export const catalogModuleAssets = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'assets',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, scheduler, ...deps }) {
        const runner = scheduler.createScheduledTaskRunner({
          frequency: { seconds: 5 },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 1 },
        });
        catalog.addProcessor(new AssetStatusProcessor());
        catalog.addEntityProvider(
          new AssetEntityProvider({ ...deps, runner }),
          new TierEntityProvider({
            hasDemoPeople: config.has(`auth.providers.${DEMO_PROVIDER_ID}`),
            table: readLimits(config),
          }),
        );
      },
    });
  },
});
