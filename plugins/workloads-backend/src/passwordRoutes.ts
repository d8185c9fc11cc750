import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { Request, Router } from 'express';
import { caller } from './caller';
import type { OwnPasswords } from './passwords';

/** Passwords of endpoints: schemas/workloads.openapi.yaml. */
export function addPasswordRoutes(
  routes: Router,
  parts: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    passwords: OwnPasswords;
  },
): void {
  const { passwords, auditor } = parts;
  const recorded = <T>(
    req: Request,
    eventId: string,
    act: () => Promise<T>,
  ) => {
    const { id: workloadId, endpoint } = req.params;
    const meta = { workloadId, endpoint };
    return audited({ auditor, request: req, eventId, meta }, act);
  };
  const path = '/v1/workloads/:id/endpoints/:endpoint/password';

  routes.get('/v1/workloads/:id/passwords', async (req, res) => {
    const options = await caller(req, parts);
    res.json({ items: await passwords.list(req.params.id, options) });
  });

  routes.post(path, async (req, res) => {
    const options = await caller(req, parts);
    const { id, endpoint } = req.params;
    const { password } = req.body as { password?: string };
    const act = () => passwords.set({ id, endpoint, password }, options);
    res.json(await recorded(req, 'workload-password-set', act));
  });

  routes.delete(path, async (req, res) => {
    const options = await caller(req, parts);
    const { id, endpoint } = req.params;
    const act = () => passwords.remove({ id, endpoint }, options);
    await recorded(req, 'workload-password-remove', act);
    res.status(204).end();
  });
}
