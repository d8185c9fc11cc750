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
import { auditTrailServiceRef, registerAuditAction, startAudit } from './audit';
import { connect, DatabaseTermsStore } from './database';
import { doorServiceRef, startMachineAccess } from './machineAccess';
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
        const limits = followLimits(config, ({ message }) =>
          deps.logger.error(`The tiers stay as they were: ${message}`),
        );
        const communities = followCommunities(config, tellChange(deps.logger));
        const signIn = await openSignIn({ ...deps, config, db, communities });
        deps.httpRouter.use(
          await createRouter({
            ...deps,
            ...machines,
            audit,
            communities,
            limits,
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
