import { createApiRouter, type Authorizer } from '@astrolabe/http';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { spec } from './openapi';
import { usePermission } from './permissions';

/** Of one person. */
const REQUESTS_PER_MINUTE = 60;

/** Counts words, as a beginning. What is asked is checked by `openapi.ts` before. */
export async function createRouter(options: {
  authorizer: Authorizer;
  httpAuth: HttpAuthService;
}) {
  const { authorizer, httpAuth } = options;
  const { router, routes } = await createApiRouter({
    ...{ spec, httpAuth, requestsPerMinute: REQUESTS_PER_MINUTE },
    bodyLimit: '64kb',
  });

  routes.post('/v1/counts', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorizer.require(usePermission, credentials);
    const { text } = req.body as { text: string };
    res.json({ words: text.match(/\S+/g)?.length ?? 0 });
  });

  return router;
}
