import { audited } from '@astrolabe/http';
import { storageReadPermission } from '@astrolabe/plugin-storage-common';
import type express from 'express';
import { noDownload } from '../problems';
import { goneOf, sendFile } from './streams';
import type { RouteParts } from './types';

/** Files that leave: by a session, or by an address for a browser. */
export function addDownloadRoutes(
  routes: express.Router,
  { storages, everybodys, tickets, auditor, httpAuth }: RouteParts,
): void {
  routes.get('/v1/storages/:storage/content', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { storage } = req.params;
    const files = await storages.open(
      ...([storage, storageReadPermission, credentials] as const),
    );
    const path = (req.query.path as string | undefined) ?? '';
    const { range } = req.headers;
    const file = await audited(
      {
        ...{ auditor, request: req, eventId: 'storage-download' },
        meta: { storage, path },
      },
      () => files.download(path, { range, signal: goneOf(res) }),
    );
    await sendFile(res, file);
  });

  routes.post('/v1/storages/:storage/downloads', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { storage } = req.params;
    const { path } = req.body;
    const files = await storages.open(
      ...([storage, storageReadPermission, credentials] as const),
    );
    const made = await audited(
      {
        ...{ auditor, request: req, eventId: 'storage-download' },
        meta: { storage, path },
      },
      async () => {
        // What is not there is said on the page, and not by an empty tab.
        await files.requireFile(path);
        const ownerRef = credentials.principal.userEntityRef;
        return tickets.make({ ownerRef, storage, path });
      },
    );
    res.status(201).json({
      path: `/v1/downloads/${made.ticket}`,
      expiresAt: made.expiresAt,
    });
  });

  routes.get('/v1/downloads/:ticket', async (req, res) => {
    const found = await tickets.find(req.params.ticket);
    if (!found) throw noDownload();
    const files = await everybodys.open(found.ownerRef, found.storage, 'read');
    const { range } = req.headers;
    const signal = goneOf(res);
    await sendFile(res, await files.download(found.path, { range, signal }));
  });
}
