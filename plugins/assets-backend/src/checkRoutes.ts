import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit } from '@astrolabe/http';
import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import type { Checks } from './checks';
import type { CallerOptions } from './service/types';

/** Each is some requests to a forge, and a workload. */
const PER_MINUTE = 30;
/** What a runner elsewhere has is read there each time. */
const LOGS_PER_MINUTE = 120;

/** Checks of modules; the checks of the document come first. */
export function addCheckRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    checks: Checks;
    httpAuth: HttpAuthService;
    caller(req: express.Request): Promise<CallerOptions>;
  },
): void {
  const { auditor, caller, checks, httpAuth } = options;
  const at = '/v1/assets/:kind/:name/checks';

  routes.get(at, async (req, res) => {
    res.json(await checks.list(nameOf(req), await caller(req)));
  });

  const limit = rateLimit({ httpAuth, requestsPerMinute: PER_MINUTE });
  routes.post(at, limit, async (request, res) => {
    const asset = nameOf(request);
    const { revision } = request.body;
    const key = request.header('idempotency-key') ?? '';
    const by = await caller(request);
    const run = await audited(
      {
        ...{ auditor, request, eventId: 'checks-run' },
        meta: { name: asset.name },
        said: ({ id, commit }) => ({ run: id, commit }),
      },
      () => checks.run({ ...asset, revision, key }, by),
    );
    res.status(201).json(run);
  });

  routes.get(`${at}/:run`, async (req, res) => {
    const { run } = req.params;
    res.json(await checks.get({ ...nameOf(req), run }, await caller(req)));
  });

  const logs = rateLimit({ httpAuth, requestsPerMinute: LOGS_PER_MINUTE });
  routes.get(`${at}/:run/logs/:check`, logs, async (req, res) => {
    const { run, check } = req.params;
    const asked = { ...nameOf(req), run, check };
    const text = await checks.log(asked, await caller(req));
    // What a module prints is never a page of ours.
    res.set('x-content-type-options', 'nosniff').type('text/plain').send(text);
  });

  routes.get(`${at}/:run/files/:file`, async (req, res) => {
    const { run, file } = req.params;
    const asked = { ...nameOf(req), run, file };
    const text = await checks.file(asked, await caller(req));
    // A module's own program has written it.
    res
      .set('x-content-type-options', 'nosniff')
      .attachment(`${asked.name}-${file}`)
      .type('application/json')
      .send(text);
  });

  routes.put('/v1/repositories/:name/checks', limit, async (request, res) => {
    const { name } = request.params;
    const { onPush } = request.body;
    const by = await caller(request);
    await audited(
      {
        ...{ auditor, request, eventId: 'checks-on-push' },
        meta: { name, onPush: String(onPush) },
      },
      () => checks.setOnPush(name, onPush, by),
    );
    res.status(204).end();
  });
}

function nameOf(req: express.Request): { kind: AssetKind; name: string } {
  return { kind: req.params.kind as AssetKind, name: req.params.name };
}
