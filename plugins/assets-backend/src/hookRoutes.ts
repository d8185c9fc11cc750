import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited, rateLimitOf } from '@astrolabe/http';
import type express from 'express';
import type { Hooks } from './checks';

/** Of one hook: nobody pushes more often. */
const PER_MINUTE = 60;

/** What forges send; the checks of the document come first. */
export function addHookRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    hooks: Hooks;
    /** The body of a request as it was sent. */
    rawOf: (request: express.Request) => Buffer;
  },
): void {
  const { auditor, hooks, rawOf } = options;
  const limit = rateLimitOf(PER_MINUTE, request => request.params.id);
  routes.post('/v1/hooks/:id', limit, async (request, res) => {
    const { id } = request.params;
    const delivery = {
      body: rawOf(request),
      header: (name: string) => request.header(name),
    };
    const taken = await audited(
      {
        ...{ auditor, request, eventId: 'hook-delivery', meta: { hook: id } },
        said: what => ({ taken: what }),
      },
      () => hooks.take(id, delivery),
    );
    res.status(202).json({ taken });
  });
}
