import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  assetsServiceRef,
  checkedModulesRef,
} from '@astrolabe/plugin-assets-node';
import { workloadPermissions } from '@astrolabe/plugin-workloads-common';
import {
  jobsServiceRef,
  usedResourcesRef,
  workloadEnginesExtensionPoint,
  personalSecretsExtensionPoint,
  storageAccountsExtensionPoint,
  workloadEnrichersExtensionPoint,
  type PersonalSecrets,
  type StorageAccounts,
  type WorkloadEngine,
  type WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { registerActions } from './actions';
import { addEngine } from './engines';
import { workloadResourceRef, workloadRules } from './permissions';
import { createRoom } from './room';
import { createRouter } from './router';

/**
 * Launches AI modules and tools on the installed engines, keeps track of what
 * they do, and carries their endpoints.
 *
 * @public
 */
export const workloadsPlugin = createBackendPlugin({
  pluginId: 'workloads',
  register(env) {
    const engines = new Map<string, WorkloadEngine>();
    const enrichers: WorkloadEnricher[] = [];
    const storageAccounts: StorageAccounts[] = [];
    const kept: { personalSecrets?: PersonalSecrets } = {};
    env.registerExtensionPoint(workloadEnginesExtensionPoint, {
      addEngine: engine => addEngine(engines, engine),
    });
    env.registerExtensionPoint(workloadEnrichersExtensionPoint, {
      addEnricher: enricher => void enrichers.push(enricher),
    });
    env.registerExtensionPoint(storageAccountsExtensionPoint, {
      addStorageAccounts: accounts => void storageAccounts.push(accounts),
    });
    env.registerExtensionPoint(personalSecretsExtensionPoint, {
      setPersonalSecrets: secrets => {
        kept.personalSecrets = secrets;
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        assets: assetsServiceRef,
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        checked: checkedModulesRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        jobs: jobsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        usedResources: usedResourcesRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const room = await createRoom({
          ...deps,
          ...{ ...kept, engines, enrichers, storageAccounts },
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: workloadResourceRef,
          permissions: workloadPermissions,
          rules: workloadRules,
          getResources: ids => Promise.all(ids.map(id => room.owned(id))),
        });
        deps.jobs.provide(room.jobs);
        deps.usedResources.provide(room.used);
        registerActions(deps.actionsRegistry, { ...deps, ...room });
        deps.httpRouter.use(await createRouter({ ...deps, ...room }));
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
        deps.lifecycle.addShutdownHook(() => room.stop());
        // Here and not in a startup hook: a portal without its gateway must not start.
        await room.listen();
        deps.lifecycle.addStartupHook(() => room.start());
      },
    });
  },
});
