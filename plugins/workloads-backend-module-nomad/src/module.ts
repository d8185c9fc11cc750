import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { workloadEnginesExtensionPoint } from '@astrolabe/plugin-workloads-node';
import { readNomadOptions } from './config';
import { NomadEngine } from './engine/NomadEngine';

/** Adds an engine for each region of Nomad that `workloads.nomad` names. */
export const workloadsModuleNomad = createBackendModule({
  pluginId: 'workloads',
  moduleId: 'nomad',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        engines: workloadEnginesExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, engines, lifecycle, logger }) {
        for (const options of readNomadOptions(config)) {
          const engine = NomadEngine.create(options, { logger });
          engines.addEngine(engine);
          lifecycle.addShutdownHook(() => engine.close());
        }
      },
    });
  },
});
