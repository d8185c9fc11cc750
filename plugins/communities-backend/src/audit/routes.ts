import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { denied, audited } from '@astrolabe/http';
import {
  auditReadPermission,
  type AuditQuery,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import type { DatabaseAuditStore } from '../database';

/** What people did: all of it for whom the policy lets, one's own for everybody. */
export function addAuditRoutes(
  routes: Router,
  options: {
    audit: DatabaseAuditStore;
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  },
): void {
  const { audit, auditor, httpAuth, permissions } = options;

  routes.get('/v1/audit', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = queryOf(req);
    const { cursor, limit, ...meta } = query;
    // Who looks after whom is of interest, too.
    const event = { auditor, request: req, eventId: 'audit-read', meta };
    const page = await audited(event, async () => {
      const [decision] = await permissions.authorize(
        [{ permission: auditReadPermission }],
        { credentials },
      );
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw await denied(auditReadPermission.name, credentials, options);
      }
      return audit.list(query);
    });
    res.json(page);
  });

  routes.get('/v1/audit/mine', async (req, res) => {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const actor = principal.userEntityRef;
    res.json(await audit.list({ ...queryOf(req), actor }));
  });
}

/** The validated router has checked every value; only their shape is made here. */
function queryOf(req: Request): AuditQuery & Record<string, string> {
  const { limit, from, until, ...equal } = req.query as Record<string, string>;
  const instant = (text: string) => new Date(text).toISOString();
  return {
    ...equal,
    ...(from && { from: instant(from) }),
    ...(until && { until: instant(until) }),
    ...(limit && { limit: Number(limit) }),
  } as AuditQuery & Record<string, string>;
}
