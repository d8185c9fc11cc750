import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type express from 'express';
import type { DatasetService } from './datasets';

/** Datasets of repositories; the checks of the document come first. */
export function addDatasetRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    datasets: DatasetService;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, datasets, httpAuth } = options;
  const caller = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  routes.get('/v1/dataset-repositories', async (req, res) => {
    res.json({ items: await datasets.repositories(await caller(req)) });
  });

  routes.get('/v1/dataset-search', async (req, res) => {
    const { repository, text, page } = req.query;
    const query = {
      text: String(text),
      repository: repository as string | undefined,
      page: page === undefined ? undefined : Number(page),
    };
    res.json(await datasets.search(query, await caller(req)));
  });

  routes.get('/v1/dataset-description', async (req, res) => {
    const source = String(req.query.source);
    res.json(await datasets.describe(source, await caller(req)));
  });

  routes.post('/v1/datasets', async (request, res) => {
    const { source } = request.body;
    const by = await caller(request);
    const imported = await audited(
      { auditor, request, eventId: 'dataset-import', meta: { source } },
      () => datasets.import(source, by),
    );
    res.status(201).json(imported);
  });

  routes.delete('/v1/datasets/:name', async (request, res) => {
    const { name } = request.params;
    const by = await caller(request);
    await audited(
      { auditor, request, eventId: 'dataset-remove', meta: { name } },
      () => datasets.remove(name, by),
    );
    res.status(204).end();
  });
}
