import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, createApiRouter, rateLimit } from '@astrolabe/http';
import type { Deletion, UsageRange } from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import { caller } from './caller';
import { spec } from './generated/openapi';
import { addDowntimeRoutes } from './downtimeRoutes';
import { addFollowRoutes } from './followRoutes';
import type { Downtimes } from './downtimes';
import type { OwnFollowing } from './follow';
import type { LogStreams } from './LogStreams';
import type { Notices } from './notices';
import { addPasswordRoutes } from './passwordRoutes';
import type { OwnPasswords } from './passwords';
import { addShareRoutes } from './shareRoutes';
import { addSnapshotRoutes } from './snapshotRoutes';
import { sendLogs } from './sendLogs';
import { sendFile, sendText } from './sendFile';
import type { WorkloadShares } from './sharing';
import type { Snapshots } from './snapshots';
import { eachOfGroup, type ListOptions, type WorkloadService } from './service';

/** A launch with all its values: a script, the rows of an array. */
const BODY_LIMIT = '2mb';

/** What the routes stand on. */
export interface RouterParts {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  workloads: WorkloadService;
  notices: Notices;
  following: OwnFollowing;
  passwords: OwnPasswords;
  shares: WorkloadShares;
  snapshots: Snapshots;
  downtimes: Downtimes;
  logStreams: LogStreams;
  requestsPerMinute: number;
  advicePerMinute: number;
}

/** The HTTP face of the room: schemas/workloads.openapi.yaml. */
export async function createRouter(parts: RouterParts) {
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth: parts.httpAuth,
    requestsPerMinute: parts.requestsPerMinute,
    bodyLimit: BODY_LIMIT,
  });
  addLaunchRoutes(routes, parts);
  addAdviceRoute(routes, parts);
  addReadRoutes(routes, parts);
  addFileRoutes(routes, parts);
  addActionRoutes(routes, parts);
  addGroupRoutes(routes, parts);
  addNoticeRoutes(routes, parts);
  addSnapshotRoutes(routes, parts);
  addDowntimeRoutes(routes, parts);
  addFollowRoutes(routes, parts);
  addPasswordRoutes(routes, parts);
  addShareRoutes(routes, parts);
  return router;
}

function addLaunchRoutes(routes: Router, parts: RouterParts): void {
  const { workloads, auditor } = parts;

  routes.get('/v1/launch-form', async (req, res) => {
    const launched = req.query as { entityRef: string; variant?: string };
    res.json(await workloads.launchForm(launched, await caller(req, parts)));
  });

  routes.post('/v1/plan', async (req, res) => {
    res.json(await workloads.plan(req.body, await caller(req, parts)));
  });

  routes.post('/v1/workloads', async (req, res) => {
    const options = await caller(req, parts);
    const idempotencyKey = req.header('idempotency-key');
    if (!idempotencyKey) {
      throw new InputError("The header 'Idempotency-Key' is missing");
    }
    const { entityRef } = req.body;
    const event = { auditor, request: req, eventId: 'workload-launch' };
    const workload = await audited({ ...event, meta: { entityRef } }, () =>
      workloads.launch(req.body, { ...options, idempotencyKey }),
    );
    res.status(201).json(workload);
  });
}

/** It costs dry runs: it is limited by itself. */
function addAdviceRoute(routes: Router, parts: RouterParts): void {
  const { workloads, auditor, httpAuth, advicePerMinute } = parts;
  const limit = rateLimit({ httpAuth, requestsPerMinute: advicePerMinute });
  routes.post('/v1/advice', limit, async (req, res) => {
    const options = await caller(req, parts);
    const { entityRef } = req.body;
    const event = { auditor, request: req, eventId: 'workload-advice' };
    const act = () => workloads.advise(req.body, options);
    res.json(await audited({ ...event, meta: { entityRef } }, act));
  });
}

function addReadRoutes(routes: Router, parts: RouterParts): void {
  const { workloads, logStreams } = parts;

  routes.get('/v1/capacity', async (req, res) => {
    res.json(await workloads.capacity(await caller(req, parts)));
  });

  routes.get('/v1/quotas', async (req, res) => {
    res.json({ items: await workloads.quotas(await caller(req, parts)) });
  });

  routes.get('/v1/workloads', async (req, res) => {
    const page = {
      ...(req.query as Pick<
        ListOptions,
        'cursor' | 'purpose' | 'community' | 'group' | 'whose'
      >),
      limit: numberOf(req, 'limit'),
      grouped: String(req.query.grouped) === 'true',
    };
    res.json(await workloads.list(page, await caller(req, parts)));
  });

  routes.get('/v1/workloads/:id', async (req, res) => {
    res.json(await workloads.get(req.params.id, await caller(req, parts)));
  });

  routes.get('/v1/workloads/:id/events', async (req, res) => {
    const options = await caller(req, parts);
    res.json({ items: await workloads.events(req.params.id, options) });
  });

  routes.get('/v1/workloads/:id/usage', async (req, res) => {
    const options = await caller(req, parts);
    const wanted = {
      range: req.query.range as UsageRange | undefined,
      generation: numberOf(req, 'generation'),
    };
    res.json(await workloads.usage(req.params.id, wanted, options));
  });

  routes.get('/v1/workloads/:id/storages', async (req, res) => {
    const options = await caller(req, parts);
    res.json({ items: await workloads.storages(req.params.id, options) });
  });

  routes.get('/v1/workloads/:id/logs', async (req, res) => {
    const options = await caller(req, parts);
    res.json(await workloads.logs(req.params.id, stretchOf(req), options));
  });

  routes.get('/v1/workloads/:id/logs/follow', async (req, res) => {
    const options = await caller(req, parts);
    const { userEntityRef } = options.credentials.principal;
    const gone = logStreams.open(userEntityRef, res);
    const { id } = req.params;
    const reader = await workloads.followLogs(id, stretchOf(req), options);
    await sendLogs(res, reader, gone);
  });
}

function addActionRoutes(routes: Router, parts: RouterParts): void {
  const { workloads, auditor } = parts;
  const recorded = <T>(req: Request, eventId: string, act: () => Promise<T>) =>
    audited(
      { auditor, request: req, eventId, meta: { workloadId: req.params.id } },
      act,
    );

  routes.post('/v1/workloads/:id/stop', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    res.json(
      await recorded(req, 'workload-stop', () => workloads.stop(id, options)),
    );
  });

  routes.post('/v1/workloads/:id/snooze', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const act = () => workloads.snooze(id, req.body.hours, options);
    res.json(await recorded(req, 'workload-snooze', act));
  });

  routes.post('/v1/workloads/:id/restart', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const act = () => workloads.restart(id, options);
    res.json(await recorded(req, 'workload-restart', act));
  });

  routes.post('/v1/workloads/:id/copy-back', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const act = () => workloads.copyBack(id, options);
    res.json(await recorded(req, 'workload-copy-back', act));
  });

  routes.post('/v1/workloads/:id/terminal', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const act = () => workloads.terminal(id, options);
    res.json(await recorded(req, 'workload-terminal-ticket', act));
  });

  routes.delete('/v1/workloads/:id', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const how = deletionOf(req);
    const meta = {
      workloadId: id,
      ...(how.giveUpFiles && { giveUpFiles: 'true' }),
    };
    await audited(
      { auditor, request: req, eventId: 'workload-delete', meta },
      () => workloads.delete(id, options, how),
    );
    res.status(204).end();
  });

  routes.post(
    '/v1/workloads/:id/endpoints/:endpoint/ticket',
    async (req, res) => {
      const options = await caller(req, parts);
      const { id, endpoint } = req.params;
      const act = () => workloads.openEndpoint(id, endpoint, options);
      res.json(await recorded(req, 'workload-open', act));
    },
  );
}

function addFileRoutes(routes: Router, parts: RouterParts): void {
  const { workloads, auditor, logStreams } = parts;

  const download =
    (open: 'openFile' | 'openArtefact') =>
    async (req: Request, res: Response) => {
      const options = await caller(req, parts);
      const { id } = req.params;
      const { path } = req.query as { path: string };
      const event = { auditor, request: req, eventId: 'workload-download' };
      const file = await audited(
        { ...event, meta: { workloadId: id, path } },
        () => workloads[open](id, path, options),
      );
      await sendFile(res, { ...file, path });
    };

  routes.get('/v1/workloads/:id/logs/content', async (req, res) => {
    const options = await caller(req, parts);
    const { id } = req.params;
    const { task } = req.query as { task?: string };
    const { userEntityRef } = options.credentials.principal;
    const gone = logStreams.open(userEntityRef, res);
    const event = { auditor, request: req, eventId: 'workload-log-download' };
    const log = await audited(
      { ...event, meta: { workloadId: id, ...(task && { task }) } },
      () => workloads.wholeLog(id, task, options),
    );
    await sendText(res, log, gone);
  });

  routes.get('/v1/workloads/:id/files', async (req, res) => {
    const options = await caller(req, parts);
    const { folder = '' } = req.query as { folder?: string };
    res.json(await workloads.folder(req.params.id, folder, options));
  });

  routes.get('/v1/workloads/:id/files/content', download('openFile'));

  routes.get('/v1/workloads/:id/artefacts', async (req, res) => {
    const options = await caller(req, parts);
    res.json(await workloads.artefacts(req.params.id, options));
  });

  routes.get('/v1/workloads/:id/artefacts/content', download('openArtefact'));
}

function addGroupRoutes(routes: Router, parts: RouterParts): void {
  const { workloads, auditor } = parts;
  const each =
    (action: 'stop' | 'delete') => async (req: Request, res: Response) => {
      const options = await caller(req, parts);
      const group = req.params.groupId;
      const how = deletionOf(req);
      const event = { auditor, request: req, eventId: `group-${action}` };
      await audited(
        {
          ...event,
          meta: { group, ...(how.giveUpFiles && { giveUpFiles: 'true' }) },
        },
        () => eachOfGroup(workloads, { action, group, ...how }, options),
      );
      res.status(204).end();
    };
  routes.post('/v1/groups/:groupId/stop', each('stop'));
  routes.delete('/v1/groups/:groupId', each('delete'));
}

function addNoticeRoutes(routes: Router, parts: RouterParts): void {
  const { notices, auditor } = parts;

  routes.get('/v1/notices', async (req, res) => {
    res.json(await notices.get(await caller(req, parts)));
  });

  routes.get('/v1/notices/inbox', async (req, res) => {
    res.json(await notices.inbox(await caller(req, parts)));
  });

  routes.post('/v1/notices/inbox/read', async (req, res) => {
    await notices.markRead(req.body.until, await caller(req, parts));
    res.status(204).end();
  });

  routes.put('/v1/notices', async (req, res) => {
    const options = await caller(req, parts);
    const event = { auditor, request: req, eventId: 'notices-set' };
    res.json(await audited(event, () => notices.set(req.body, options)));
  });
}

function stretchOf(req: Request) {
  return {
    task: req.query.task as string | undefined,
    offset: numberOf(req, 'offset'),
    maxBytes: numberOf(req, 'maxBytes'),
  };
}

/** The validated router has checked it; only its type is made here. */
function numberOf(req: Request, name: string): number | undefined {
  const value = req.query[name];
  return value === undefined ? undefined : Number(value);
}

function deletionOf({ query }: Request): Deletion {
  const { giveUpFiles } = query as { giveUpFiles?: boolean };
  return { giveUpFiles };
}
