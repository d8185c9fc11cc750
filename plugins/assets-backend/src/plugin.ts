import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import { assetPermissions } from '@astrolabe/plugin-assets-common';
import {
  assetSourcesExtensionPoint,
  checkedModulesRef,
  type AssetSource,
} from '@astrolabe/plugin-assets-node';
import { followCommunities } from '@astrolabe/plugin-communities-common';
import {
  jobsServiceRef,
  usedResourcesRef,
} from '@astrolabe/plugin-workloads-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { registerActions } from './actions';
import { registerCheckActions } from './checkActions';
import { registerDatasetActions } from './datasetActions';
import { Addresses, Descriptions } from './descriptions';
import { pagesOf } from './pages';
import { registerProjectActions } from './projectActions';
import { registerRepositoryActions } from './repositoryActions';
import { registerReleaseActions } from './releaseActions';
import { createRoom } from './room';
import { createRouter, openPaths } from './router';
import { viewAt } from './view';

/** Nobody has to sign in for these; what forges send they sign. */
const open = [
  '/openapi.json',
  '/v1/assets/:kind/:name/badges/:badge',
  '/v1/hooks/:id',
  '/v1/signing-key',
];

/**
 * Knows every AI module, tool, model and dataset: reads them from their
 * sources, checks them, and answers searches from memory.
 *
 * @public
 */
export const assetsPlugin = createBackendPlugin({
  pluginId: 'assets',
  register(env) {
    const sources: AssetSource[] = [];
    env.registerExtensionPoint(assetSourcesExtensionPoint, {
      addSource: source => sources.push(source),
    });

    env.registerInit({
      deps: {
        accounts: accountsServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        checkedModules: checkedModulesRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        jobs: jobsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootHttpRouter: coreServices.rootHttpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        usedResources: usedResourcesRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(assetPermissions);
        const communities = followCommunities(deps.config);
        const room = await createRoom({ ...deps, communities, sources });
        const { assets, datasets, openAssets } = room;
        const addresses = await Addresses.read(deps);
        const descriptions = new Descriptions({
          ...{ assets: openAssets, addresses },
        });
        registerActions(deps.actionsRegistry, assets);
        registerDatasetActions(deps.actionsRegistry, datasets);
        registerProjectActions(deps.actionsRegistry, room);
        registerRepositoryActions(deps.actionsRegistry, room);
        registerCheckActions(deps.actionsRegistry, room.checks);
        registerReleaseActions(deps.actionsRegistry, room.releases);
        deps.httpRouter.use(
          await createRouter({
            ...deps,
            ...room,
            communities,
            addresses,
            descriptions,
          }),
        );
        for (const { path, handler } of pagesOf({
          ...deps,
          descriptions,
          openMetadata: room.openMetadata,
          viewAt: req => viewAt(communities, req),
        })) {
          deps.rootHttpRouter.use(path, handler);
        }
        for (const path of [
          ...open,
          // What else is below them asks who it is.
          ...(room.openMetadata ? openPaths : []),
        ]) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
