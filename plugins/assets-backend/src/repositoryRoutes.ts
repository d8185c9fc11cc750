import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit } from '@astrolabe/http';
import type express from 'express';
import type { Publishing } from './publishing';

/** Each is some requests to a forge. */
const PER_MINUTE = 60;

/** Repositories that modules of the catalogue come from; the checks of the document come first. */
export function addRepositoryRoutes(
  routes: express.Router,
  options: Pick<Publishing, 'catalogue' | 'proposals' | 'registrar'> & {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, catalogue, httpAuth, proposals, registrar } = options;
  const caller = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });
  const limit = () => rateLimit({ httpAuth, requestsPerMinute: PER_MINUTE });

  routes.post('/v1/registrations', limit(), async (request, res) => {
    const by = await caller(request);
    const register = () => registrar.register(request.body, by);
    const { account, dryRun } = request.body;
    if (dryRun) {
      res.json(await register());
      return;
    }
    const registered = await audited(
      {
        ...{ auditor, request, eventId: 'repository-register' },
        meta: { account },
        said: ({ name, url }) => ({ name, url }),
      },
      register,
    );
    res.status(201).json(registered);
  });

  const at = '/v1/repositories/:name';
  routes.get(at, async (req, res) => {
    res.json(await catalogue.get(req.params.name, await caller(req)));
  });

  routes.delete(at, async (request, res) => {
    const { name } = request.params;
    const by = await caller(request);
    await audited(
      { auditor, request, eventId: 'repository-remove', meta: { name } },
      () => catalogue.remove(name, by),
    );
    res.status(204).end();
  });

  routes.get(`${at}/metadata`, limit(), async (req, res) => {
    res.json(await proposals.metadata(req.params.name, await caller(req)));
  });

  routes.post(`${at}/changes`, limit(), async (request, res) => {
    const { name } = request.params;
    const by = await caller(request);
    const propose = () => proposals.propose(name, request.body, by);
    if (request.body.dryRun) {
      res.json(await propose());
      return;
    }
    const proposed = await audited(
      {
        ...{ auditor, request, eventId: 'metadata-propose', meta: { name } },
        said: ({ url = '' }) => ({ url }),
      },
      propose,
    );
    res.status(201).json(proposed);
  });
}
