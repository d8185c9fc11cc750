import type express from 'express';
import { hookUnknown } from './checks/problems';

/** What forges send; the checks of the document come first. */
export function addHookRoutes(routes: express.Router): void {
  routes.post('/v1/hooks/:id', async () => {
    throw hookUnknown();
  });
}
