import { withAdvice } from '@astrolabe/http';
import { NotFoundError } from '@backstage/errors';
import type express from 'express';

/** Badges of modules; the checks of the document come first. */
export function addBadgeRoutes(routes: express.Router): void {
  routes.get('/v1/assets/:kind/:name/badges/:badge.svg', async req => {
    const { kind, name } = req.params;
    throw withAdvice(new NotFoundError(`There is no ${kind} '${name}'`), {
      code: 'ASSET_UNKNOWN',
      nextStep: 'Look for it in the marketplace.',
    });
  });
}
