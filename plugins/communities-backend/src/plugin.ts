import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  communitiesPermissions,
  followCommunities,
  readLimits,
} from '@astrolabe/plugin-communities-common';
import { auditTrailServiceRef, startAudit } from './audit';
import { connect, DatabaseTokenStore } from './database';
import { AccessTokens, doorServiceRef, readTokenLimits } from './machineAccess';
import { choosePortal } from './portal';
import { createRouter } from './router';
import { tellChange } from './tellChange';

/** Tells people who they are here. */
export const communitiesPlugin = createBackendPlugin({
  pluginId: 'communities',
  register(env) {
    env.registerInit({
      deps: {
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
        userInfo: coreServices.userInfo,
      },
      async init({ config, ...deps }) {
        const db = await connect(deps.database);
        const audit = startAudit(db, { ...deps, config });
        const tokens = new AccessTokens(
          new DatabaseTokenStore(db),
          readTokenLimits(config),
        );
        deps.door.connect(tokens);
        deps.permissionsRegistry.addPermissions(communitiesPermissions);
        const limits = readLimits(config);
        const communities = followCommunities(config, tellChange(deps.logger));
        deps.httpRouter.use(
          await createRouter({ ...deps, audit, communities, limits, tokens }),
        );
        deps.rootHttpRouter.use('/c', choosePortal(communities));
        for (const path of [
          '/openapi.json',
          '/v1/portal',
          '/v1/portals',
          '/v1/tokens/revocation',
        ]) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
