import { audited } from '@astrolabe/http';
import {
  storageReadPermission,
  storageWritePermission,
} from '@astrolabe/plugin-storage-common';
import type express from 'express';
import type { RouteParts } from './types';

/** What goes on in storages. */
export function addTaskRoutes(
  routes: express.Router,
  { storages, tasks, auditor, httpAuth }: RouteParts,
): void {
  routes.get('/v1/tasks/:task', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const owner = await storages.require(storageReadPermission, credentials);
    res.json(tasks.find(req.params.task, owner));
  });

  routes.delete('/v1/tasks/:task', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const owner = await storages.require(storageWritePermission, credentials);
    const { task } = req.params;
    const cancelled = await audited(
      {
        ...{ auditor, request: req, eventId: 'storage-task-cancel' },
        meta: { task },
      },
      () => tasks.cancel(task, owner),
    );
    res.json(cancelled);
  });
}
