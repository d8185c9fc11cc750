import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  createBackendFeatureLoader,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { Door } from './Door';
import { tokenIssuerModule } from './issuerModule';
import { doorServiceRef } from './service';

/**
 * Access tokens are let in: Backstage's HTTP server with our door before it.
 * A feature of its own, since a test backend has another HTTP server.
 *
 * @public
 */
export const machineDoor = createBackendFeatureLoader({
  loader: () => {
    const door = new Door();
    return [
      createServiceFactory({
        service: doorServiceRef,
        deps: {},
        factory: () => door,
      }),
      rootHttpRouterServiceFactory({
        configure: context => door.configure(context),
      }),
      tokenIssuerModule,
    ];
  },
});
