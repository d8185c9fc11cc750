import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Authorizer, GuardedClient, readGuard } from '@astrolabe/http';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { accountsPermissions } from '@astrolabe/plugin-accounts-common';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import { followLimits } from '@astrolabe/plugin-communities-common';
import { notificationService } from '@backstage/plugin-notifications-node';
import { connect, DatabaseImports } from './database';
import {
  findPersonBy,
  ImportSecrets,
  takeAccountInto,
  tellOwnerBy,
} from './imports';
import { createRouter } from './router';
import { openSecrets, registerSecretAction } from './secrets';
import {
  openServices,
  registerAccountActions,
  registerShareActions,
} from './services';
import { openStore } from './stores';

/** Keeps secrets, and what it takes to reach the services that people have linked. */
export const accountsPlugin = createBackendPlugin({
  pluginId: 'accounts',
  register(env) {
    env.registerInit({
      deps: {
        accounts: accountsServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const db = await connect(deps.database);
        deps.permissionsRegistry.addPermissions(accountsPermissions);
        const limits = followLimits(deps.config, deps.logger);
        const store = await openStore({ ...deps, db });
        const secrets = await openSecrets(db, { ...deps, limits, store });
        registerSecretAction(deps.actionsRegistry, secrets);
        const authorizer = new Authorizer({ ...deps, limits });
        const services = openServices(db, {
          ...deps,
          ...{ store, limits, authorizer },
        });
        await services.rounds.start(deps.scheduler);
        deps.accounts.provide({ ...services.forRooms, ...secrets.forRooms });
        registerAccountActions(deps.actionsRegistry, {
          ...services,
          authorizer,
        });
        registerShareActions(deps.actionsRegistry, { ...deps, ...services });
        const imports = new ImportSecrets({
          ...secrets,
          taken: new DatabaseImports(db),
          findPerson: findPersonBy(deps),
          takeAccount: takeAccountInto({ ...deps, ...services }),
          tellOwner: tellOwnerBy(deps),
        });
        const client = new GuardedClient(readGuard(deps.config));
        const parts = { secrets, services, imports, authorizer, client };
        deps.httpRouter.use(await createRouter({ ...deps, ...parts }));
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
