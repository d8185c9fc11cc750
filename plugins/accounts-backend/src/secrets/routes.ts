import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type {
  NewSecret,
  NewSecretValue,
  WrittenSecret,
} from '@astrolabe/plugin-accounts-common';
import type { Request, Response, Router } from 'express';
import type { DatabaseSecrets, SecretRecord } from '../database';
import type { SecretStore } from '../stores';
import { listSecrets } from './listSecrets';
import { ofWorkload } from './problems';
import type { Credentials, SecretAccess } from './SecretAccess';
import type { Secrets } from './Secrets';
import { toSecrets, toEvents } from './toSecrets';
import { valueOf } from './values';

interface Options {
  access: SecretAccess;
  auditor: AuditorService;
  db: DatabaseSecrets;
  httpAuth: HttpAuthService;
  secrets: Secrets;
  store: SecretStore;
}

/** How people keep secrets: they come in here, and none goes out again. */
export function addSecretRoutes(routes: Router, options: Options): void {
  const { access, db, httpAuth } = options;
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });

  routes.get('/v1/secrets', async (req, res) => {
    res.json(await listSecrets(await caller(req), options));
  });

  routes.get('/v1/secrets/:id', async (req, res) => {
    const found = await db.find(req.params.id);
    const seen = await access.requireSeen(found, await caller(req));
    res.json((await toSecrets([seen], db))[0]);
  });

  routes.get('/v1/secrets/:id/history', async (req, res) => {
    const found = await db.find(req.params.id);
    const { id } = await access.requireSeen(found, await caller(req));
    res.json({ items: await toEvents(id, db) });
  });

  addChanges(routes, options);
}

/** Each is in the audit log, without the value. */
function addChanges(routes: Router, options: Options): void {
  const { access, auditor, db, httpAuth, secrets } = options;
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });
  const note = <T>(
    request: Request,
    { eventId, ...meta }: { eventId: string } & Record<string, string>,
    act: () => Promise<T>,
  ) => audited({ auditor, request, eventId, meta }, act);
  const changed = async (secretId: string, credentials: Credentials) =>
    access.requireChanged(await db.find(secretId), credentials);
  const answer = async (
    res: Response,
    { record, generated }: { record: SecretRecord; generated?: string },
  ) => {
    const [secret] = await toSecrets([record], db);
    const written: WrittenSecret = { ...secret, generated };
    res.set('cache-control', 'no-store').json(written);
  };

  routes.post('/v1/secrets', async (req, res) => {
    const credentials = await caller(req);
    const by = credentials.principal.userEntityRef;
    const { kind, name, scope, community, ...given } = req.body as NewSecret;
    const event = {
      ...{ eventId: 'secret-create', name, kind, scope },
      ...(community && { community }),
    };
    const made = await note(req, event, async () => {
      const wanted = { name, scope, community };
      const key = await access.keyFor(wanted, credentials);
      const { data, generated } = valueOf(kind, given);
      const change = { by, data, expiresAt: given.expiresAt };
      return {
        record: await secrets.create({ ...key, kind }, change),
        generated,
      };
    });
    res.status(201);
    await answer(res, made);
  });

  routes.put('/v1/secrets/:id/value', async (req, res) => {
    const credentials = await caller(req);
    const by = credentials.principal.userEntityRef;
    const { id: secretId } = req.params;
    const given = req.body as NewSecretValue;
    const event = { eventId: 'secret-rotate', secretId };
    const made = await note(req, event, async () => {
      const present = await changed(secretId, credentials);
      const { data, generated } = valueOf(present.kind, given);
      const change = { by, data, expiresAt: given.expiresAt };
      return { record: await secrets.rotate(present, change), generated };
    });
    await answer(res, made);
  });

  routes.delete('/v1/secrets/:id', async (req, res) => {
    const credentials = await caller(req);
    const by = credentials.principal.userEntityRef;
    const { id: secretId } = req.params;
    await note(req, { eventId: 'secret-delete', secretId }, async () => {
      const present = await changed(secretId, credentials);
      if (present.workloadId) throw ofWorkload();
      await secrets.remove(present, { by });
    });
    res.status(204).end();
  });
}
