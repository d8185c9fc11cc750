import { audited, rateLimit } from '@astrolabe/http';
import type { Whose } from '@astrolabe/plugin-workloads-common';
import type { Router } from 'express';
import { caller } from './caller';
import type { RouterParts } from './router';

/** Of the routes about snapshots. What an engine has to look at is limited by itself. */
export function addSnapshotRoutes(routes: Router, parts: RouterParts): void {
  const { snapshots, auditor, httpAuth, advicePerMinute } = parts;
  const limit = rateLimit({ httpAuth, requestsPerMinute: advicePerMinute });

  routes.get('/v1/workloads/:id/snapshot-size', limit, async (req, res) => {
    const options = await caller(req, parts);
    res.json(await snapshots.measure(req.params.id, options));
  });

  routes.post('/v1/workloads/:id/snapshots', limit, async (req, res) => {
    const options = await caller(req, parts);
    const workloadId = req.params.id;
    const event = { auditor, request: req, eventId: 'snapshot-take' };
    const snapshot = await audited({ ...event, meta: { workloadId } }, () =>
      snapshots.take(workloadId, req.body, options),
    );
    res.status(201).json(snapshot);
  });

  routes.get('/v1/snapshots', async (req, res) => {
    const { whose } = req.query as { whose?: Whose };
    res.json(await snapshots.list({ whose }, await caller(req, parts)));
  });

  routes.get('/v1/snapshots/:id', async (req, res) => {
    res.json(await snapshots.get(req.params.id, await caller(req, parts)));
  });

  routes.delete('/v1/snapshots/:id', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const event = { auditor, request: req, eventId: 'snapshot-delete' };
    await audited({ ...event, meta: { snapshotId: id } }, () =>
      snapshots.delete(id, options),
    );
    res.status(204).end();
  });
}
