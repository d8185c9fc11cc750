/** Who gets the outcome: the others get 401 (nobody) or 403. */
export type Rule =
  /** Whoever asks, signed in or not. */
  | 'everybody'
  /** People and services. */
  | 'callers'
  /** People, whatever they belong to. */
  | 'people'
  /** Backends, and programs that the configuration gives a token. */
  | 'services'
  /** Services, and people whose tier grants it. */
  | { granted: string };

/** How a route is tried that Backstage brings, and what comes of it. */
export interface StockRoute {
  rule: Rule;
  /** The status where one may. */
  outcome: number;
  body?: object;
  query?: string;
  /** Of who may not and is somebody; else 403. */
  otherwise?: number;
  /** Of nobody; else 401. */
  nobody?: number;
}

const route = (
  rule: Rule,
  outcome: number,
  more: Partial<StockRoute> = {},
): StockRoute => ({ rule, outcome, ...more });

const read = (outcome: number, more: Partial<StockRoute> = {}) =>
  route('callers', outcome, more);

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'x' },
  spec: { type: 'service', lifecycle: 'x', owner: 'x' },
};
const emptyTemplate = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'x' },
  spec: { owner: 'x', type: 'x', steps: [] },
};
const target = { type: 'url', target: 'http://localhost:1/x.yaml' };
const granted = (permission: string) => ({ granted: permission });
const note = {
  recipients: { type: 'broadcast' },
  payload: { title: 'x' },
};

/** Of every plugin alike; `auth` and `signals` let nobody's requests through to them. */
const ofEveryPlugin: Record<string, StockRoute> = {
  'get .backstage/auth/v1/jwks.json': route('everybody', 200),
  'get .backstage/auth/v1/cookie': route('people', 200),
  'delete .backstage/auth/v1/cookie': read(204),
  'get .well-known/backstage/permissions/metadata': read(200),
  'post .well-known/backstage/permissions/apply-conditions': route(
    'services',
    400,
    { body: {} },
  ),
  'get .backstage/actions/v1/actions': read(200),
  'post .backstage/actions/v1/actions/:actionId/invoke': read(404),
  'post .backstage/actions/v2/actions/:actionId/invoke': read(404),
  'get openapi.json': read(200),
};

/** Our own rooms describe themselves to whoever asks. */
const described = { 'get openapi.json': route('everybody', 200) };

const byPlugin: Record<string, Record<string, StockRoute>> = {
  accounts: described,
  assets: described,
  communities: described,
  storage: described,
  workloads: described,
  auth: {
    'delete .backstage/auth/v1/cookie': route('everybody', 204),
    'get .well-known/backstage/permissions/metadata': route('everybody', 200),
    'get .backstage/actions/v1/actions': route('everybody', 200),
    'post .backstage/actions/v1/actions/:actionId/invoke': read(404, {
      nobody: 403,
    }),
    'post .backstage/actions/v2/actions/:actionId/invoke': read(404, {
      nobody: 403,
    }),
    'get .well-known/openid-configuration': route('everybody', 200),
    'get .well-known/jwks.json': route('everybody', 200),
    'get .well-known/oauth-client/cli.json': route('everybody', 404),
    'get v1/userinfo': route('people', 200, { otherwise: 400 }),
  },
  catalog: {
    'post refresh': route(granted('catalog.entity.refresh'), 404, {
      body: { entityRef: 'group:default/none' },
    }),
    'get entities': read(200),
    'get entities/by-query': read(200),
    'post entities/by-query': read(200, { body: {} }),
    'get entities/by-uid/:uid': read(404),
    'delete entities/by-uid/:uid': route(granted('catalog.entity.delete'), 204),
    'get entities/by-name/:kind/:namespace/:name': read(404),
    // Of what is not there, and so of what one may not see.
    'get entities/by-name/:kind/:namespace/:name/ancestry': route(
      'services',
      404,
    ),
    'post entities/by-refs': read(200, { body: { entityRefs: ['group:x'] } }),
    'get entity-facets': read(200, { query: '?facet=kind' }),
    'post entity-facets': read(200, { body: { facets: ['kind'] } }),
    'post locations': route(granted('catalog.location.create'), 201, {
      body: target,
    }),
    'get locations': read(200),
    'post locations/by-query': read(200, { body: {} }),
    'get locations/:id': read(404),
    'put locations/:id': route(granted('catalog.location.update'), 409, {
      body: target,
    }),
    'delete locations/:id': route(granted('catalog.location.delete'), 404),
    'get locations/by-entity/:kind/:namespace/:name': read(404),
    'post analyze-location': route(granted('catalog.location.analyze'), 200, {
      body: { location: target },
    }),
    'post validate-entity': route(granted('catalog.entity.validate'), 200, {
      body: { entity, location: 'url:http://localhost:1/x.yaml' },
    }),
  },
  events: {
    'post bus/v1/events': route('services', 204, {
      body: { event: { topic: 'x', payload: {} } },
    }),
    'get bus/v1/subscriptions/:subscriptionId/events': route('services', 404),
    'put bus/v1/subscriptions/:subscriptionId': route('services', 201, {
      body: { topics: ['x'] },
    }),
  },
  'mcp-actions': {
    'post v1/': read(406, { body: {} }),
    'get v1/': read(405),
    'delete v1/': read(405),
  },
  notifications: {
    'get ': route('people', 200),
    'get notifications': route('people', 200),
    'get status': route('people', 200),
    'get settings': route('people', 200),
    'post settings': route('people', 200, {
      body: {
        channels: [
          { id: 'Web', origins: [{ id: 'x', enabled: true, topics: [] }] },
        ],
      },
    }),
    'get topics': route('people', 200),
    'get :id': route('people', 404),
    'get notifications/:id': route('people', 404),
    'post update': route('people', 200, { body: { ids: [], read: true } }),
    'post notifications/update': route('people', 200, {
      body: { ids: [], read: true },
    }),
    'post ': route('services', 200, { body: note }),
    'post notifications': route('services', 200, { body: note }),
  },
  permission: {
    'get health': route('everybody', 200),
    'post authorize': route('people', 200, { body: { items: [] } }),
  },
  scaffolder: {
    'get v2/templates/:namespace/:kind/:name/parameter-schema': read(400),
    'get v2/actions': read(200),
    'post v2/tasks': route(granted('scaffolder.task.create'), 404, {
      body: { templateRef: 'template:default/none', values: {} },
    }),
    'get v2/tasks': route(granted('scaffolder.task.read'), 200),
    'get v2/tasks/:taskId': read(404),
    'post v2/tasks/:taskId/cancel': read(404),
    'post v2/tasks/:taskId/retry': read(404, { body: {} }),
    'get v2/tasks/:taskId/eventstream': read(404),
    'get v2/tasks/:taskId/events': read(404),
    'post v2/dry-run': route(granted('scaffolder.template.dry-run'), 200, {
      body: { template: emptyTemplate, values: {}, directoryContents: [] },
    }),
    'post v2/autocomplete/:provider/:resource': read(400, {
      body: { token: 'x', context: {} },
    }),
    'get v2/templating-extensions': read(200),
  },
  signals: {
    'delete .backstage/auth/v1/cookie': route('everybody', 204),
    'get health': route('everybody', 200),
  },
  'user-settings': {
    'post multiget': route('people', 200, { body: { items: [] } }),
    'get buckets/:bucket/keys/:key(*)': route('people', 404),
    'put buckets/:bucket/keys/:key(*)': route('people', 200, {
      body: { value: 1 },
    }),
    'delete buckets/:bucket/keys/:key(*)': route('people', 204),
  },
};

/** Those that the table has of a plugin, such as that at `/api/scaffolder`. */
export function stockRoutesAt(place: string): string[] {
  const known = byPlugin[place.split('/')[2]] ?? {};
  return Object.keys(known).map(call => call.replace(' ', ` ${place}/`));
}

/** Sign-in of each provider, and whether the portal is well: they have their own tests. */
const elsewhere = [
  /^(get|post) \/api\/auth\/[\w-]+\/(start|refresh|logout|handler\/frame)$/,
  /^get \/\.backstage\/health\/v1\/(readiness|liveness)$/,
];

/**
 * @param given - such as `get /api/catalog/entities`
 * @returns undefined: nobody has said who may
 */
export function stockRoute(
  given: string,
): StockRoute | 'elsewhere' | undefined {
  if (elsewhere.some(each => each.test(given))) return 'elsewhere';
  const [, method, plugin, rest] =
    /^(\w+) \/api\/([\w-]+)\/(.*)$/.exec(given) ?? [];
  const call = `${method} ${rest}`;
  return byPlugin[plugin]?.[call] ?? ofEveryPlugin[call];
}
