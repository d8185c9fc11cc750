import type { SavedSearchQuery } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import type { SavedSearches } from './saved';
import type { CallerOptions } from './service/types';

/** Searches that people saved; the checks of the document come first. */
export function addSavedRoutes(
  routes: express.Router,
  options: {
    saved: SavedSearches;
    caller(req: express.Request): Promise<CallerOptions>;
  },
): void {
  const { saved, caller } = options;

  routes.get('/v1/saved-searches', async (req, res) => {
    res.json({ items: await saved.list(await caller(req)) });
  });

  routes.post('/v1/saved-searches', async (req, res) => {
    const { name, query } = req.body as {
      name: string;
      query: SavedSearchQuery;
    };
    res.status(201).json(await saved.save({ name, query }, await caller(req)));
  });

  routes.put('/v1/saved-searches/:id', async (req, res) => {
    const { id } = req.params;
    await saved.rename({ id, name: req.body.name }, await caller(req));
    res.status(204).end();
  });

  routes.put('/v1/saved-searches/:id/looked', async (req, res) => {
    await saved.looked(req.params.id, await caller(req));
    res.status(204).end();
  });

  routes.delete('/v1/saved-searches/:id', async (req, res) => {
    await saved.remove(req.params.id, await caller(req));
    res.status(204).end();
  });
}
