import { addShareRoutes as addRoutes } from '@astrolabe/sharing';
import { shareableKinds } from '@astrolabe/plugin-workloads-common';
import type { Router } from 'express';
import { caller } from './caller';
import type { RouterParts } from './router';

/** With whom things are shared: schemas/workloads.openapi.yaml. */
export function addShareRoutes(routes: Router, parts: RouterParts): void {
  const { auditor, shares } = parts;
  for (const kind of shareableKinds) {
    addRoutes(
      routes,
      { kind, shares, idName: `${kind}Id` },
      { auditor, caller: req => caller(req, parts) },
    );
  }
}
