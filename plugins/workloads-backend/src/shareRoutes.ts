import { audited } from '@astrolabe/http';
import type { ShareableKind } from '@astrolabe/plugin-workloads-common';
import type { Request, Router } from 'express';
import { caller } from './caller';
import type { RouterParts } from './router';

/** With whom things are shared: schemas/workloads.openapi.yaml. */
export function addShareRoutes(routes: Router, parts: RouterParts): void {
  addRoutesOf('workload', routes, parts);
  addRoutesOf('snapshot', routes, parts);
}

function addRoutesOf(
  kind: ShareableKind,
  routes: Router,
  parts: RouterParts,
): void {
  const { shares, auditor } = parts;
  const path = `/v1/${kind}s/:id/shares`;
  const recorded = <T>(
    request: Request,
    eventId: string,
    { meta, act }: { meta: Record<string, string>; act(): Promise<T> },
  ) => {
    const thing = { [`${kind}Id`]: request.params.id };
    return audited(
      { auditor, request, eventId, meta: { ...thing, ...meta } },
      act,
    );
  };

  routes.get(path, async (req, res) => {
    const options = await caller(req, parts);
    res.json(await shares.list({ kind, id: req.params.id }, options));
  });

  routes.put(path, async (req, res) => {
    const options = await caller(req, parts);
    const { subjectRef, role, endsAt } = req.body;
    const thing = { kind, id: req.params.id };
    const share = await recorded(req, `${kind}-share`, {
      meta: { subject: subjectRef, role },
      act: () => shares.put(thing, { subjectRef, role, endsAt }, options),
    });
    res.json(share);
  });

  routes.delete(`${path}/:shareId`, async (req, res) => {
    const options = await caller(req, parts);
    const { id, shareId } = req.params as Record<string, string>;
    await recorded(req, `${kind}-unshare`, {
      meta: { shareId },
      act: () => shares.remove({ kind, id }, shareId, options),
    });
    res.status(204).end();
  });
}
