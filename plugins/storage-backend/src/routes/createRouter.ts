import { createApiRouter } from '@astrolabe/http';
import type express from 'express';
import { spec } from '../generated/openapi';
import { addDownloadRoutes } from './downloadRoutes';
import { addFileRoutes } from './fileRoutes';
import { addTaskRoutes } from './taskRoutes';
import type { RouteParts } from './types';

/** Of one person: a folder of small files is as many uploads. */
const REQUESTS_PER_MINUTE = 1200;

/** The HTTP face of the room: schemas/storage.openapi.yaml. */
export async function createRouter(parts: RouteParts): Promise<express.Router> {
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth: parts.httpAuth,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    // Of orders: two long paths with their escapes. Files are no JSON.
    bodyLimit: '64kb',
  });
  routes.get('/v1/storages', async (req, res) => {
    const credentials = await parts.httpAuth.credentials(req, {
      allow: ['user'],
    });
    res.json(await parts.storages.list(credentials));
  });
  addFileRoutes(routes, parts);
  addDownloadRoutes(routes, parts);
  addTaskRoutes(routes, parts);
  return router;
}
