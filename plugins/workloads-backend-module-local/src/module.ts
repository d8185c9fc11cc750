import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { workloadEnginesExtensionPoint } from '@astrolabe/plugin-workloads-node';
import { readLocalEngineOptions } from './config';
import { LocalEngine } from './engine/LocalEngine';

/** Adds the engine that runs workloads on this machine. */
export const workloadsModuleLocal = createBackendModule({
  pluginId: 'workloads',
  moduleId: 'local',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        engines: workloadEnginesExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, engines, lifecycle, logger }) {
        const options = readLocalEngineOptions(config);
        const engine = LocalEngine.create(options, { logger });
        engines.addEngine(engine);
        lifecycle.addShutdownHook(() =>
          options.onShutdown === 'stop' ? engine.pauseAll() : engine.close(),
        );
      },
    });
  },
});
