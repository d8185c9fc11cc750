import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  assetFacets,
  type AssetKind,
  type AssetQuery,
} from '@astrolabe/plugin-assets-common';
import {
  audited,
  createApiRouter,
  rateLimitOfNobody,
  withAdvice,
} from '@astrolabe/http';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  communityAt,
  type Community,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type express from 'express';
import { addBadgeRoutes } from './badgeRoutes';
import type { Badges } from './badges';
import { addCheckRoutes } from './checkRoutes';
import type { Checks, Hooks } from './checks';
import type { Provenance } from './provenance';
import { addProvenanceRoutes } from './provenanceRoutes';
import { addDatasetRoutes } from './datasetRoutes';
import type { DatasetService } from './datasets';
import {
  addDescriptionRoutes,
  openToAll,
  type Addresses,
  type Descriptions,
} from './descriptions';
import { feedOf } from './feed';
import { spec } from './generated/openapi';
import { addHookRoutes, hookLimit } from './hookRoutes';
import { addProjectRoutes } from './projectRoutes';
import type { Projects } from './projects';
import type { SigningKey } from './images';
import type { Publishing } from './publishing';
import { addPublishingRoutes } from './publishingRoutes';
import { addRepositoryRoutes } from './repositoryRoutes';
import { addReleaseRoutes } from './releaseRoutes';
import type { Releases } from './releases';
import type { SavedSearches } from './saved';
import { addSavedRoutes } from './savedRoutes';
import { isNobody, type AssetService, type OpenAssets } from './service';
import { viewAt, viewOf } from './view';
import {
  metadataFormats,
  type CallerOptions,
  type MetadataFormat,
} from './service/types';

/** What who has not signed in may ask, where metadata are open. */
export const openPaths = [
  '/v1/assets.atom',
  '/v1/assets/:kind/:name',
  '/v1/assets/:kind/:name/metadata',
  '/v1/catalogue',
];

/** The HTTP face of the room: schemas/assets.openapi.yaml. */
export async function createRouter(
  options: Publishing & {
    assets: AssetService;
    openAssets: OpenAssets;
    openMetadata?: { requestsPerMinute: number };
    auditor: AuditorService;
    badges: Badges;
    checks: Checks;
    provenance: Provenance;
    hooks: Hooks;
    /** Whether a forge was told this id of a hook. */
    isHook: (id: string) => Promise<boolean>;
    communities: CommunityDirectory;
    datasets: DatasetService;
    descriptions: Descriptions;
    httpAuth: HttpAuthService;
    projects: Projects;
    releases: Releases;
    saved: SavedSearches;
    signingKey: () => Promise<SigningKey>;
    addresses: Addresses;
  },
): Promise<express.Router> {
  const raw = new WeakMap<object, Buffer>();
  const { router, routes } = await createApiRouter({
    spec,
    httpAuth: options.httpAuth,
    // A page asks once per key that is typed.
    requestsPerMinute: 600,
    ownLimits: { '/v1/hooks/:id': hookLimit(options.isHook) },
    // A metadata text of the longest kind, with its escapes.
    bodyLimit: '1mb',
    bodyLimits: {
      // A document of the longest kind, in letters of three bytes or with escapes.
      '/v1/import': '4mb',
      // A push of some thousand commits.
      '/v1/hooks': '5mb',
    },
    onBody: (request, body) => raw.set(request, body),
  });
  const caller = callerAt(options, ['user', 'service']);
  const { openMetadata, httpAuth } = options;
  const reader = openMetadata
    ? callerAt(options, ['user', 'service', 'none'])
    : caller;
  if (openMetadata) {
    routes.get(openPaths, rateLimitOfNobody({ httpAuth, ...openMetadata }));
  }
  addReadRoutes(routes, { ...options, caller, reader });
  addCheckRoutes(routes, { ...options, caller });
  addProvenanceRoutes(routes, { ...options, caller });
  addBadgeRoutes(routes, options);
  const rawOf = (request: object) => raw.get(request) ?? Buffer.alloc(0);
  addHookRoutes(routes, { ...options, rawOf });
  addRefreshRoute(routes, options);
  addDatasetRoutes(routes, options);
  addProjectRoutes(routes, options);
  addPublishingRoutes(routes, options);
  addRepositoryRoutes(routes, options);
  addReleaseRoutes(routes, options);
  return router;
}

/** Who asks, and what is shown at the portal that they ask. */
function callerAt(
  options: { communities: CommunityDirectory; httpAuth: HttpAuthService },
  allow: ('user' | 'service' | 'none')[],
) {
  const { communities, httpAuth } = options;
  return async (req: express.Request): Promise<CallerOptions> => {
    const credentials = await httpAuth.credentials(req, { allow });
    // A backend is at nobody's portal, on whosever behalf it asks.
    if (isBackend(credentials.principal)) return { credentials };
    return { credentials, shows: viewAt(communities, req) };
  };
}

function addReadRoutes(
  routes: express.Router,
  options: {
    assets: AssetService;
    communities: CommunityDirectory;
    descriptions: Descriptions;
    httpAuth: HttpAuthService;
    saved: SavedSearches;
    addresses: Addresses;
    caller: (req: express.Request) => Promise<CallerOptions>;
    /** As caller, and also who has not signed in, where that is open. */
    reader: (req: express.Request) => Promise<CallerOptions>;
    openAssets: OpenAssets;
  },
): void {
  const { assets, communities, descriptions, httpAuth, caller } = options;
  const { addresses, openAssets, reader, saved } = options;

  // First: descriptions in a standard are at the address of metadata, too.
  addDescriptionRoutes(routes, { descriptions, caller, reader });
  addSavedRoutes(routes, { saved, caller });

  routes.get('/v1/assets', async (req, res) => {
    res.json(await assets.query(queryOf(req), await caller(req)));
  });

  routes.get('/v1/assets.atom', async (req, res) => {
    const { cursor: _, limit = 50, ...query } = queryOf(req);
    const { credentials, shows } = await reader(req);
    const community = communityOf(req, communities);
    const page = await openAssets.query(
      { ...query, limit, sort: 'added' },
      { credentials, shows: req.query.community ? viewOf(community) : shows },
    );
    res.set({
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    if (isNobody(credentials)) openToAll(res);
    const asked = { ...query, community: community.id };
    res
      .vary('Cookie, Host')
      .type('application/atom+xml')
      .send(feedOf(asked, page, addresses));
  });

  routes.get('/v1/assets/:kind/:name/metadata', async (req, res) => {
    const format = ownFormat(req);
    const file = await assets.metadata(
      { ...nameOf(req), format },
      await caller(req),
    );
    res.attachment(file.fileName);
    // An author's text is never a page of ours.
    res.set('x-content-type-options', 'nosniff');
    res.type(file.mediaType).send(file.content);
  });

  routes.post('/v1/check', async (req, res) => {
    res.json(await assets.check(req.body, await caller(req)));
  });

  routes.post('/v1/mend', async (req, res) => {
    res.json(await assets.mend(req.body, await caller(req)));
  });

  routes.post('/v1/import', async (req, res) => {
    res.json(await assets.importMetadata(req.body, await caller(req)));
  });

  routes.get('/v1/problems', async (req, res) => {
    res.json(await assets.problems(pageOf(req), await caller(req)));
  });

  routes.get('/v1/entities', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['service'] });
    res.json(await assets.changes(pageOf(req), { credentials }));
  });
}

function addRefreshRoute(
  routes: express.Router,
  options: {
    assets: AssetService;
    auditor: AuditorService;
    httpAuth: HttpAuthService;
  },
): void {
  routes.post('/v1/refresh', async (req, res) => {
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { source } = req.body ?? {};
    const sources = await audited(
      {
        auditor: options.auditor,
        request: req,
        eventId: 'asset-refresh',
        meta: { source: source ?? 'all' },
      },
      () => options.assets.refresh({ source }, { credentials }),
    );
    res.status(202).json({ sources });
  });
}

/** The one that is asked for, else the one whose portal is asked. */
function communityOf(
  req: express.Request,
  communities: CommunityDirectory,
): Community {
  const { community: id } = req.query;
  if (id === undefined) return communityAt(communities.list(), req);
  const asked = communities.list().find(each => each.id === id);
  if (asked) return asked;
  throw withAdvice(new NotFoundError(`There is no community '${id}'`), {
    code: 'COMMUNITY_UNKNOWN',
    nextStep: 'Take the address of the feed from the list in the portal.',
  });
}

function isBackend(principal: unknown): boolean {
  const { type, actor } = principal as { type: string; actor?: unknown };
  return type === 'service' || Boolean(actor);
}

function nameOf(req: express.Request): { kind: AssetKind; name: string } {
  return { kind: req.params.kind as AssetKind, name: req.params.name };
}

function ownFormat(req: express.Request): MetadataFormat {
  const { format = 'source' } = req.query;
  const own = metadataFormats.find(each => each === format);
  if (own) return own;
  throw withAdvice(new InputError(`'${format}' is the format of a standard`), {
    code: 'INVALID_REQUEST',
    nextStep: `Say which with profile=, or choose one of: ${metadataFormats.join(
      ', ',
    )}.`,
  });
}

function pageOf(req: express.Request): { cursor?: string; limit?: number } {
  const { cursor, limit } = req.query;
  return {
    cursor: cursor as string | undefined,
    limit: limit === undefined ? undefined : Number(limit),
  };
}

/** The validated router has checked every value; only their shape is made here. */
function queryOf(req: express.Request): AssetQuery {
  const { kind, text, sort } = req.query;
  const facets = assetFacets.flatMap(facet => {
    const values = [req.query[facet] ?? []].flat() as string[];
    return values.length > 0 ? [[facet, values] as const] : [];
  });
  return {
    ...pageOf(req),
    kind: kind as AssetKind | undefined,
    text: (text as string | undefined)?.trim() || undefined,
    sort: sort as AssetQuery['sort'],
    facets: Object.fromEntries(facets),
  };
}
