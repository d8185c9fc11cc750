import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { AccessPage } from '@astrolabe/plugin-communities-common';
import type { Request, Router } from 'express';
import { v7 as uuid } from 'uuid';
import type { AccessFilter, RequestRecord } from '../database';
import type { AccessDesk, Whose } from './AccessDesk';
import type { Names } from './Names';

export interface AccessRoom {
  desk: AccessDesk;
  names: Names;
}

/** How people ask for access, others decide on it, and it is ended. */
export function addAccessRoutes(
  routes: Router,
  options: AccessRoom & {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, desk, httpAuth, names } = options;
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });
  const note = <T>(
    req: Request,
    { eventId, ...meta }: { eventId: string } & Record<string, string>,
    act: () => Promise<T>,
  ) => audited({ auditor, request: req, eventId, meta }, act);
  const shown = async (request: RequestRecord) =>
    (await names.addTo([request]))[0];
  const page = async <T extends { personRef: string }>({
    items,
    nextCursor,
  }: AccessPage<T>) => ({ items: await names.addTo(items), nextCursor });

  routes.get('/v1/access-offers', async (req, res) => {
    res.json({ items: await desk.offers(await caller(req)) });
  });

  routes.get('/v1/access-requests', async (req, res) => {
    const { whose, filter } = queryOf(req);
    const found = await desk.list(whose, filter, await caller(req));
    res.json(await page(found));
  });

  routes.post('/v1/access-requests', async (req, res) => {
    const credentials = await caller(req);
    const { community, tier, reason, days } = req.body;
    const requestId = uuid();
    const event = { eventId: 'access-request', requestId, community, tier };
    const made = await note(req, event, () =>
      desk.request(requestId, { community, tier, reason, days }, credentials),
    );
    res.status(201).json(await shown(made));
  });

  const decisions = {
    approve: (id: string, req: Request) => async () =>
      desk.approve(
        id,
        { days: req.body.days, note: req.body.note },
        await caller(req),
      ),
    refuse: (id: string, req: Request) => async () =>
      desk.refuse(id, { note: req.body.note }, await caller(req)),
    withdraw: (id: string, req: Request) => async () =>
      desk.withdraw(id, await caller(req)),
  };
  for (const [name, decide] of Object.entries(decisions)) {
    routes.post(`/v1/access-requests/:id/${name}`, async (req, res) => {
      await caller(req);
      const { id: requestId } = req.params;
      const event = { eventId: `access-${name}`, requestId };
      const request = await note(req, event, decide(requestId, req));
      res.json(await shown(request));
    });
  }

  routes.get('/v1/grants', async (req, res) => {
    const { whose, filter } = queryOf(req);
    const found = await desk.grants(whose, filter, await caller(req));
    res.json(await page(found));
  });

  routes.delete('/v1/grants/:id', async (req, res) => {
    const credentials = await caller(req);
    const { id: grantId } = req.params;
    await note(req, { eventId: 'access-revoke', grantId }, () =>
      desk.revoke(grantId, credentials),
    );
    res.status(204).end();
  });
}

/** The validated router has checked every value; only their shape is made here. */
function queryOf(req: Request): { whose: Whose; filter: AccessFilter } {
  const {
    whose = 'mine',
    limit,
    state,
    cursor,
  } = req.query as Record<string, string | undefined>;
  return {
    whose: whose as Whose,
    filter: {
      state: state as AccessFilter['state'],
      ...(limit && { limit: Number(limit) }),
      cursor,
    },
  };
}
