import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { Router } from 'express';
import { caller } from './caller';
import type { Downtimes } from './downtimes';

/** The planned downtime of sites over HTTP. */
export function addDowntimeRoutes(
  routes: Router,
  parts: {
    downtimes: Downtimes;
    auditor: AuditorService;
    httpAuth: HttpAuthService;
  },
): void {
  const { downtimes, auditor } = parts;

  routes.get('/v1/downtimes', async (req, res) => {
    const history = String(req.query.history) === 'true';
    res.json(await downtimes.list({ history }, await caller(req, parts)));
  });

  routes.post('/v1/downtimes', async (req, res) => {
    const options = await caller(req, parts);
    const { siteId, from, until } = req.body;
    const event = { auditor, request: req, eventId: 'downtime-announce' };
    const act = () => downtimes.announce(req.body, options);
    const meta = { siteId, from, until };
    res.status(201).json(await audited({ ...event, meta }, act));
  });

  routes.delete('/v1/downtimes/:id', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const event = { auditor, request: req, eventId: 'downtime-cancel' };
    const act = () => downtimes.cancel(id, options);
    res.json(await audited({ ...event, meta: { downtimeId: id } }, act));
  });
}
