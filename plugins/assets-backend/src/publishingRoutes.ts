import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit } from '@astrolabe/http';
import type express from 'express';
import type { Publisher } from './publishing';

/** Each is some requests to a forge. */
const PER_MINUTE = 60;

/** Repositories of projects; the checks of the document come first. */
export function addPublishingRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    publisher: Publisher;
  },
): void {
  const { auditor, httpAuth, publisher } = options;
  const caller = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  routes.get('/v1/forges', async (req, res) => {
    res.json({ items: await publisher.forges(await caller(req)) });
  });

  routes.get('/v1/forges/:account/owners', async (req, res) => {
    const { account } = req.params;
    res.json({ items: await publisher.owners(account, await caller(req)) });
  });

  const limit = rateLimit({ httpAuth, requestsPerMinute: PER_MINUTE });
  routes.post('/v1/repositories', limit, async (request, res) => {
    const key = request.header('idempotency-key') ?? '';
    const by = { ...(await caller(request)), key };
    const publish = () => publisher.publish(request.body, by);
    const { template, to, dryRun } = request.body;
    if (dryRun) {
      res.json(await publish());
      return;
    }
    const { account, visibility } = to;
    const published = await audited(
      {
        ...{ auditor, request, eventId: 'project-publish' },
        meta: { template, account, visibility },
        said: ({ url }) => ({ url }),
      },
      publish,
    );
    res.status(201).json(published);
  });
}
