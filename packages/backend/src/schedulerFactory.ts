import { DefaultSchedulerService } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';

/**
 * Backstage's scheduler without its routes: by those, whoever is signed in
 * could list, begin and cut off the work of every room, such as what ends the
 * sessions of those who left.
 */
export const schedulerFactory = createServiceFactory({
  service: coreServices.scheduler,
  deps: {
    database: coreServices.database,
    logger: coreServices.logger,
    rootLifecycle: coreServices.rootLifecycle,
    pluginMetadata: coreServices.pluginMetadata,
    metrics: metricsServiceRef,
  },
  factory: deps =>
    DefaultSchedulerService.create({
      ...deps,
      httpRouter: { use() {}, addAuthPolicy() {} },
    }),
});
