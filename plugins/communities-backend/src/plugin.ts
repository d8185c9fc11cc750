import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  communitiesPermissions,
  followCommunities,
  followLimits,
} from '@astrolabe/plugin-communities-common';
import { openDesk, registerAccessAction } from './access';
import { auditTrailServiceRef, registerAuditAction, startAudit } from './audit';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  connect,
  DatabaseAccessStore,
  DatabasePageViewStore,
  DatabaseTermsStore,
} from './database';
import { doorServiceRef, startMachineAccess } from './machineAccess';
import { keepPageViews } from './pageViews';
import { choosePortal } from './portal';
import { createRouter } from './router';
import { openSignIn } from './signIn';
import { tellChange } from './tellChange';

/** Needed before anybody is signed in. */
const unauthenticated = [
  '/openapi.json',
  '/v1/portal',
  '/v1/portals',
  '/v1/sign-in',
  '/v1/tokens/revocation',
  '/v1/device',
];

/** Tells people who they are here. */
export const communitiesPlugin = createBackendPlugin({
  pluginId: 'communities',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auditTrail: auditTrailServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        door: doorServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootHttpRouter: coreServices.rootHttpRouter,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({ config, ...deps }) {
        const db = await connect(deps.database);
        const audit = startAudit(db, { ...deps, config });
        registerAuditAction(deps.actionsRegistry, audit);
        const machines = startMachineAccess(db, { ...deps, config });
        deps.permissionsRegistry.addPermissions(communitiesPermissions);
        const limits = followLimits(config, deps.logger);
        const communities = followCommunities(config, tellChange(deps.logger));
        const pageViews = new DatabasePageViewStore(db);
        keepPageViews(pageViews, { ...deps, communities });
        const store = new DatabaseAccessStore(db);
        const granted = store.membershipsOfAll.bind(store);
        const signIn = await openSignIn({
          ...{ ...deps, config, db, communities, granted },
        });
        const { people } = signIn;
        const access = openDesk({ ...deps, config, store, people, limits });
        registerAccessAction(deps.actionsRegistry, access.desk);
        deps.httpRouter.use(
          await createRouter({
            ...deps,
            ...machines,
            access,
            audit,
            communities,
            limits,
            pageViews,
            terms: new DatabaseTermsStore(db),
            signIn,
          }),
        );
        deps.rootHttpRouter.use('/c', choosePortal(communities));
        for (const path of unauthenticated) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
