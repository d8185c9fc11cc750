import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit } from '@astrolabe/http';
import type express from 'express';
import type { SigningKey } from './images';
import type { Releases } from './releases';

/** Each is some requests to a forge. */
const PER_MINUTE = 30;

/** Releases of modules; the checks of the document come first. */
export function addReleaseRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    releases: Releases;
    signingKey: () => Promise<SigningKey>;
  },
): void {
  const { auditor, httpAuth, releases } = options;
  const caller = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });
  const where = '/v1/repositories/:name/releases';

  // For everybody who pulls an image of a module.
  routes.get('/v1/signing-key', async (_req, res) => {
    const { publicKey } = await options.signingKey();
    res.set('cache-control', 'public, max-age=300');
    res.type('application/x-pem-file').send(publicKey);
  });

  routes.get(where, async (req, res) => {
    res.json(await releases.list(req.params.name, await caller(req)));
  });

  const limit = rateLimit({ httpAuth, requestsPerMinute: PER_MINUTE });
  routes.post(where, limit, async (request, res) => {
    const { name } = request.params;
    const key = request.header('idempotency-key') ?? '';
    const by = { ...(await caller(request)), key };
    const release = () => releases.release(name, request.body, by);
    const { version, archive = '', dryRun } = request.body;
    if (dryRun) {
      res.json(await release());
      return;
    }
    const meta = { name, version, archive };
    const begun = await audited(
      { auditor, request, eventId: 'module-release', meta },
      release,
    );
    res.status(202).json(begun);
  });
}
