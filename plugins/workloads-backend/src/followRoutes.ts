import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { Router } from 'express';
import { caller } from './caller';
import type { OwnFollowing } from './follow';

/** Whether workloads follow their modules: schemas/workloads.openapi.yaml. */
export function addFollowRoutes(
  routes: Router,
  parts: {
    httpAuth: HttpAuthService;
    auditor: AuditorService;
    following: OwnFollowing;
  },
): void {
  const { following, auditor } = parts;
  routes.put('/v1/workloads/:id/follow', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const { isOn } = req.body as { isOn: boolean };
    const meta = { workloadId: id, isOn: String(isOn) };
    const event = { auditor, request: req, eventId: 'workload-follow-set' };
    const act = () => following.set(id, isOn, options);
    res.json(await audited({ ...event, meta }, act));
  });
}
