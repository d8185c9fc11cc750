import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { createApiRouter } from '@astrolabe/http';
import {
  communityWishOf,
  demoPersonOf,
  type CommunityDirectory,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { addAccessRoutes, type AccessRoom } from './access';
import { addAuditRoutes } from './audit';
import type {
  DatabaseAuditStore,
  DatabasePageViewStore,
  DatabaseTermsStore,
} from './database';
import {
  addDeviceRoutes,
  addTokenRoutes,
  type AccessTokens,
  type DeviceLogins,
} from './machineAccess';
import { spec } from './generated/openapi';
import { tellMe } from './me';
import { addPageViewRoutes } from './pageViews';
import { addPortalRoutes } from './portal';
import { addTermsRoutes } from './terms';
import { addSignInRoutes, orcidOf, type SignInRoom } from './signIn';

/** Of one person; pages ask at each load. */
const REQUESTS_PER_MINUTE = 300;

/** The HTTP face of the room: schemas/communities.openapi.yaml. */
export async function createRouter(options: {
  access: AccessRoom;
  audit: DatabaseAuditStore;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
  /** As they are at present. */
  limits(): LimitTable;
  communities: CommunityDirectory;
  devices: DeviceLogins;
  pageViews: DatabasePageViewStore;
  tokens: AccessTokens;
  terms: DatabaseTermsStore;
  signIn: SignInRoom;
}) {
  const { httpAuth, userInfo, limits, signIn } = options;
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    bodyLimit: '32kb',
    takesForms: true,
  });

  routes.get('/v1/me', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const user = await userInfo.getUserInfo(credentials);
    const { userEntityRef: ref } = user;
    const { people } = signIn;
    const person = (await people.find(ref)) ?? demoPersonOf(ref);
    const { displayName, email } = person ?? {};
    const orcid = orcidOf(await people.identitiesOf(ref));
    const wish = communityWishOf(req);
    const profile = { wish, displayName, email, orcid };
    res.json(tellMe(user, profile, limits()));
  });
  addPortalRoutes(routes, options.communities);
  addAccessRoutes(routes, { ...options, ...options.access });
  addAuditRoutes(routes, options);
  addTokenRoutes(routes, options);
  addDeviceRoutes(routes, options);
  addTermsRoutes(routes, options);
  addPageViewRoutes(routes, options);
  addSignInRoutes(routes, { ...options, ...signIn });
  return router;
}
