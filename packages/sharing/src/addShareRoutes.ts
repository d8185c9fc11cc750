import { audited } from '@astrolabe/http';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Request, RequestHandler, Router } from 'express';
import type { Asking, OwnShares } from './OwnShares';

export interface ShareRouteParts<Options extends Asking> {
  auditor: AuditorService;
  /** Who asks: people only. */
  caller(req: Request): Promise<Options>;
  /** How often somebody may share. */
  asking?: RequestHandler;
}

/** What things of a kind are called in routes and in the audit log. */
export interface SharePart<Kind extends string, Options extends Asking> {
  kind: Kind;
  shares: Pick<OwnShares<Kind, never, Options>, 'list' | 'put' | 'remove'>;
  /** The name of its id in the audit log. */
  idName: string;
}

const letPass: RequestHandler = (_req, _res, next) => next();

/** With whom things of a kind are shared. */
export function addShareRoutes<Kind extends string, Options extends Asking>(
  routes: Router,
  { kind, shares, idName }: SharePart<Kind, Options>,
  { auditor, caller, asking = letPass }: ShareRouteParts<Options>,
): void {
  const path = `/v1/${kind}s/:id/shares`;
  const noted = <T>(
    request: Request,
    { eventId, ...more }: { eventId: string } & Record<string, string>,
    act: () => Promise<T>,
  ) => {
    const meta = { [idName]: request.params.id, ...more };
    return audited({ auditor, request, eventId, meta }, act);
  };

  routes.get(path, async (req, res) => {
    const options = await caller(req);
    res.json(await shares.list({ kind, id: req.params.id }, options));
  });

  routes.put(path, asking, async (req, res) => {
    const options = await caller(req);
    const { subjectRef, role, endsAt } = req.body;
    const thing = { kind, id: req.params.id };
    const event = { eventId: `${kind}-share`, subject: subjectRef, role };
    const share = await noted(req, event, () =>
      shares.put(thing, { subjectRef, role, endsAt }, options),
    );
    res.json(share);
  });

  routes.delete(`${path}/:shareId`, async (req, res) => {
    const options = await caller(req);
    const { id, shareId } = req.params as Record<string, string>;
    await noted(req, { eventId: `${kind}-unshare`, shareId }, () =>
      shares.remove({ kind, id }, shareId, options),
    );
    res.status(204).end();
  });
}
