import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { refused } from '@astrolabe/http';
import {
  communityAt,
  explainDenial,
  membershipsFromRefs,
  pageViewsReadPermission,
  tierGrants,
  type CommunityDirectory,
  type CommunityPageViews,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Router } from 'express';
import type { DatabasePageViewStore } from '../database';
import { requireSession } from '../machineAccess';

const { name } = pageViewsReadPermission;

/** Pages tell that they are opened; managers read how often. */
export function addPageViewRoutes(
  routes: Router,
  options: {
    communities: CommunityDirectory;
    httpAuth: HttpAuthService;
    pageViews: DatabasePageViewStore;
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  },
): void {
  const { communities, httpAuth, pageViews } = options;

  // No audit event: it would say who was where.
  routes.post('/v1/page-views', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    requireSession(req, credentials);
    const { id, analytics } = communityAt(communities.list(), req);
    if (analytics?.pageViews) await pageViews.add(id, req.body.page);
    res.status(204).end();
  });

  routes.get('/v1/page-views', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { community, days } = req.query as {
      community?: string;
      days?: string;
    };
    const ids = await readableBy(credentials, community, options);
    const shown = communities.list().filter(({ id }) => ids.includes(id));
    const items = await Promise.all(
      shown.map(
        async ({ id, title, analytics }): Promise<CommunityPageViews> => ({
          ...{ community: id, title },
          isCounted: analytics?.pageViews ?? false,
          ...(await pageViews.read(id, Number(days ?? 30))),
        }),
      ),
    );
    res.json({ items });
  });
}

/**
 * Ids of the communities whose counts a person may read.
 *
 * @param wanted - missing: all
 * @throws NotAllowedError that says why, where there is none
 */
async function readableBy(
  credentials: BackstageCredentials<BackstageUserPrincipal>,
  wanted: string | undefined,
  options: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  },
): Promise<string[]> {
  const table = options.limits();
  const { ownershipEntityRefs } = await options.userInfo.getUserInfo(
    credentials,
  );
  const memberships = membershipsFromRefs(ownershipEntityRefs, table);
  const [{ result }] = await options.permissions.authorize(
    [{ permission: pageViewsReadPermission }],
    { credentials },
  );
  const readable = memberships.filter(
    ({ community, tier }) =>
      community === (wanted ?? community) &&
      tierGrants(tier, name, table.tiers),
  );
  if (result === AuthorizeResult.ALLOW && readable.length > 0) {
    return readable.map(({ community }) => community);
  }
  throw refused(explainDenial(name, { memberships, community: wanted }, table));
}
