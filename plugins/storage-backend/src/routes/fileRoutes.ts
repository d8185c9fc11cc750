import { audited } from '@astrolabe/http';
import {
  storageReadPermission,
  storageWritePermission,
  type EntryQuery,
} from '@astrolabe/plugin-storage-common';
import type express from 'express';
import type { Files } from '../service';
import { goneOf, receive } from './streams';
import type { RouteParts } from './types';

/** What is in a storage, and what is done with it. */
export function addFileRoutes(
  routes: express.Router,
  { storages, auditor, httpAuth }: RouteParts,
): void {
  const open = async (
    req: express.Request,
    permission: typeof storageReadPermission | typeof storageWritePermission,
  ): Promise<Files> => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    return storages.open(req.params.storage, permission, credentials);
  };
  const toRead = (req: express.Request) => open(req, storageReadPermission);
  const toWrite = (req: express.Request) => open(req, storageWritePermission);
  /** Where something goes to. */
  const targetOf = async (req: express.Request): Promise<Files> => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { toStorage = req.params.storage } = req.body;
    return storages.open(toStorage, storageWritePermission, credentials);
  };
  const noted = <T>(
    request: express.Request,
    eventId: string,
    { act, ...meta }: { act: () => Promise<T> } & Record<string, unknown>,
  ) =>
    audited(
      {
        ...{ auditor, request, eventId },
        meta: { storage: request.params.storage, ...(meta as object) },
      },
      act,
    );

  routes.get('/v1/storages/:storage/usage', async (req, res) => {
    const files = await toRead(req);
    res.json(await files.usage());
  });

  routes.get('/v1/storages/:storage/entries', async (req, res) => {
    const files = await toRead(req);
    const { limit, ...query } = req.query;
    res.json(
      await files.list({
        ...(query as EntryQuery),
        limit: limit === undefined ? undefined : Number(limit),
      }),
    );
  });

  routes.get('/v1/storages/:storage/entry', async (req, res) => {
    const files = await toRead(req);
    res.json(await files.entry(pathOf(req)));
  });

  routes.delete('/v1/storages/:storage/entry', async (req, res) => {
    const files = await toWrite(req);
    const path = pathOf(req);
    const recursive = isSaid(req.query.recursive);
    const act = () => files.remove(path, { recursive });
    const task = await noted(req, 'storage-delete', { path, act });
    res.status(task.state === 'running' ? 202 : 200).json(task);
  });

  routes.get('/v1/storages/:storage/preview', async (req, res) => {
    const files = await toRead(req);
    res.json(await files.preview(pathOf(req), goneOf(res)));
  });

  routes.put('/v1/storages/:storage/content', async (req, res) => {
    const files = await toWrite(req);
    const path = pathOf(req);
    const overwrite = isSaid(req.query.overwrite);
    const act = () =>
      receive(req, content =>
        files.upload(path, content, {
          ...{ overwrite, bytes: lengthOf(req), signal: goneOf(res) },
        }),
      );
    res.status(201).json(await noted(req, 'storage-upload', { path, act }));
  });

  routes.post('/v1/storages/:storage/folders', async (req, res) => {
    const files = await toWrite(req);
    const { path } = req.body;
    const act = () => files.makeFolder(path);
    res.status(201).json(await noted(req, 'storage-mkdir', { path, act }));
  });

  routes.post('/v1/storages/:storage/moves', async (req, res) => {
    const { from, to, toStorage } = req.body;
    const files = await toWrite(req);
    const target = await targetOf(req);
    const act = () => files.move(req.body, target);
    const meta = { path: from, to, toStorage, act };
    const task = await noted(req, 'storage-move', meta);
    res.status(task.state === 'running' ? 202 : 200).json(task);
  });

  routes.post('/v1/storages/:storage/copies', async (req, res) => {
    const { from, to, toStorage } = req.body;
    const files = await toRead(req);
    const target = await targetOf(req);
    const act = () => files.copy(req.body, target);
    const meta = { path: from, to, toStorage, act };
    const task = await noted(req, 'storage-copy', meta);
    res.status(task.state === 'running' ? 202 : 200).json(task);
  });
}

function pathOf(req: express.Request): string {
  return (req.query.path as string | undefined) ?? '';
}

/** The checks of the request make a boolean of it; what reads it may see either. */
function isSaid(value: unknown): boolean {
  return String(value) === 'true';
}

/** Undefined: it comes in pieces, and nobody knows. */
function lengthOf(req: express.Request): number | undefined {
  const length = req.headers['content-length'];
  return length === undefined ? undefined : Number(length);
}
