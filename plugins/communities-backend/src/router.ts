import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { createApiRouter } from '@astrolabe/http';
import type {
  CommunityDirectory,
  LimitTable,
} from '@astrolabe/plugin-communities-common';
import { addAuditRoutes } from './audit';
import type { DatabaseAuditStore, DatabaseTermsStore } from './database';
import {
  addDeviceRoutes,
  addTokenRoutes,
  type AccessTokens,
  type DeviceLogins,
} from './machineAccess';
import { spec } from './generated/openapi';
import { describeMe } from './me';
import { addPortalRoutes } from './portal';
import { addTermsRoutes } from './terms';

/** Of one person; pages ask at each load. */
const REQUESTS_PER_MINUTE = 300;

/** The HTTP face of the room: schemas/communities.openapi.yaml. */
export async function createRouter(options: {
  audit: DatabaseAuditStore;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  limits: LimitTable;
  communities: CommunityDirectory;
  devices: DeviceLogins;
  tokens: AccessTokens;
  terms: DatabaseTermsStore;
}) {
  const { httpAuth, userInfo, limits } = options;
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    bodyLimit: '1kb',
  });

  routes.get('/v1/me', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(describeMe(await userInfo.getUserInfo(credentials), limits));
  });
  addPortalRoutes(routes, options.communities);
  addAuditRoutes(routes, options);
  addTokenRoutes(routes, options);
  addDeviceRoutes(routes, options);
  addTermsRoutes(routes, options);
  return router;
}
