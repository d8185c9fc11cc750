import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createApiRouter } from '@astrolabe/http';
import { spec } from './generated/openapi';

/** Of one person; pages ask at each load. */
const REQUESTS_PER_MINUTE = 300;

/** The HTTP face of the room: schemas/accounts.openapi.yaml. */
export async function createRouter(options: { httpAuth: HttpAuthService }) {
  const { router } = await createApiRouter({
    spec,
    httpAuth: options.httpAuth,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    // A file of 64 KiB in base64, and what is around it.
    bodyLimit: '128kb',
  });
  return router;
}
