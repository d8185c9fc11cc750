import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  createApiRouter,
  type Authorizer,
  type GuardedClient,
} from '@astrolabe/http';
import { spec } from './generated/openapi';
import { addImportRoutes, type ImportSecrets } from './imports';
import { addSecretRoutes, type SecretRoom } from './secrets';
import { addServiceRoutes, type ServicesRoom } from './services';

/** Of one person; pages ask at each load. */
const REQUESTS_PER_MINUTE = 300;

/** The HTTP face of the room: schemas/accounts.openapi.yaml. */
export async function createRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  authorizer: Authorizer;
  imports: ImportSecrets;
  client: GuardedClient;
  secrets: SecretRoom;
  services: ServicesRoom;
}) {
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth: options.httpAuth,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    // A file of 64 KiB as JSON may write it, every character in six.
    bodyLimit: '512kb',
  });
  addSecretRoutes(routes, { ...options, ...options.secrets });
  addImportRoutes(routes, options);
  addServiceRoutes(routes, { ...options, ...options.services });
  return router;
}
