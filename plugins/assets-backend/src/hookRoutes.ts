import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited, rateLimitOf, rateLimitOfAddress } from '@astrolabe/http';
import type express from 'express';
import type { Hooks } from './checks';
import { hookUnknown } from './checks/problems';

/** Of one hook: nobody pushes more often. */
const PER_MINUTE = 60;
/** Of those that are unknown, from one address: a forge may have kept some that are gone. */
const UNKNOWN_PER_MINUTE = 30;
const ID = /^[A-Za-z0-9-]{1,36}$/;

/**
 * How often forges are listened to. Nobody signs in there: whoever types ids of their own
 * is neither audited, nor read, nor in the way of those who were told theirs.
 */
export function hookLimit(
  isHook: (id: string) => Promise<boolean>,
): express.RequestHandler {
  const known = rateLimitOf(PER_MINUTE, ({ params }) => params.id);
  const unknown = rateLimitOfAddress(UNKNOWN_PER_MINUTE);
  return async (request, res, next) => {
    const { id } = request.params;
    if (ID.test(id) && (await isHook(id))) {
      known(request, res, next);
      return;
    }
    unknown(request, res, error => next(error ?? hookUnknown()));
  };
}

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
  routes.post('/v1/hooks/:id', async (request, res) => {
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
