import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import type {
  LaunchRequest,
  WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import { capacity } from './capacity';
import {
  asset,
  downtime,
  form,
  me,
  notices,
  snapshot,
  snapshotLimits,
  usage,
  workload,
} from './samples';

/** A call that the portal received. */
export interface ReceivedCall {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body?: unknown;
}

/** An answer: a status with a JSON body, or lines of text. */
export interface Answer {
  status?: number;
  json?: unknown;
  lines?: string[];
  /** The answer goes on: nothing more comes, and it does not end. */
  open?: boolean;
  headers?: Record<string, string>;
}

type Handler = (call: ReceivedCall, portal: FakePortal) => Answer;

/**
 * The HTTP contract of a portal, small and in memory, on a port of its own.
 * A test changes `workloads` or sets `answers['GET /path']` for its case.
 */
export interface FakePortal {
  url: string;
  calls: ReceivedCall[];
  /** Tokens that are accepted. */
  tokens: Set<string>;
  workloads: Map<string, WorkloadDetail>;
  /** Answers before the usual ones, each once. */
  answers: Record<string, Answer[]>;
  close(): Promise<void>;
}

export async function startFakePortal(): Promise<FakePortal> {
  const portal: FakePortal = {
    url: '',
    calls: [],
    tokens: new Set(),
    workloads: new Map(),
    answers: {},
    close: async () => {},
  };
  const server = createServer(async (request, response) => {
    const call: ReceivedCall = {
      method: request.method!,
      path: request.url!,
      headers: request.headers,
      body: await bodyOf(request),
    };
    portal.calls.push(call);
    const { status = 200, json, lines, open, headers } = answer(call, portal);
    response.writeHead(status, {
      'content-type': lines ? 'application/x-ndjson' : 'application/json',
      ...headers,
    });
    const body = lines ? lines.join('\n') : JSON.stringify(json);
    if (open) response.write(`${body}\n`);
    else response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  portal.close = () => close(server);
  portal.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return portal;
}

const quotas = [
  {
    quotaId: 'tier',
    per: 'person',
    resource: 'workloads',
    limit: 50,
    used: 3,
    asked: 1,
  },
  {
    quotaId: 'climate',
    title: 'Climate',
    per: 'all',
    resource: 'memoryBytes',
    limit: 8 * 1024 ** 3,
    used: 7 * 1024 ** 3,
    asked: 2 * 1024 ** 3,
  },
];

const plan = {
  sites: [
    { siteId: 'here', title: 'Here', engine: 'local', verdict: 'now' },
    { title: 'nomad-us', engine: 'nomad-us', verdict: 'unknown' },
    {
      siteId: 'there',
      title: 'There',
      engine: 'local',
      verdict: 'never',
      reason: {
        code: 'engine-refused',
        message: 'It has no GPU',
        nextStep: 'Ask for no GPU',
      },
      priority: 70,
    },
  ],
  resources: workload.resources,
  lifetime: workload.lifetime,
  quotas,
};

const verifiedAt = '2026-11-25T08:00:00.000Z';
const fewer = [{ path: 'hardware.gpus', from: 4, to: 3 }];
const opened = { ...plan.sites[2], verdict: 'now' };

const advice = {
  rows: [
    { changes: [], hasRoom: true, sites: plan.sites, verifiedAt },
    {
      changes: fewer,
      hasRoom: false,
      sites: [opened, ...plan.sites.slice(0, 2)],
      verifiedAt,
    },
  ],
  suggestions: [{ changes: fewer, sites: [opened], verifiedAt }],
  isComplete: false,
};

const saved = {
  ...{ id: 's1', name: 'Leaves', total: 12, added: 3 },
  query: { kind: 'module', text: 'leaf', facets: { tags: ['plants'] } },
  createdAt: verifiedAt,
};

const id = '([^/]+)';

const handlers: Array<[pattern: string, handler: Handler]> = [
  ['GET /api/communities/v1/me', () => ({ json: me })],
  ['GET /api/assets/v1/assets', (_, portal) => ({ json: assetPage(portal) })],
  ['GET /api/assets/v1/saved-searches', () => ({ json: { items: [saved] } })],
  [
    'POST /api/assets/v1/saved-searches',
    ({ body }) => ({ status: 201, json: { ...saved, ...(body as object) } }),
  ],
  [`PUT /api/assets/v1/saved-searches/${id}`, () => ({ status: 204 })],
  [`PUT /api/assets/v1/saved-searches/${id}/looked`, () => ({ status: 204 })],
  [`DELETE /api/assets/v1/saved-searches/${id}`, () => ({ status: 204 })],
  [`GET /api/assets/v1/assets/${id}/${id}`, () => ({ json: asset })],
  ['GET /api/workloads/v1/launch-form', () => ({ json: form })],
  ['GET /api/workloads/v1/capacity', () => ({ json: capacity })],
  ['GET /api/workloads/v1/quotas', () => ({ json: { items: quotas } })],
  [
    'GET /api/workloads/v1/downtimes',
    () => ({ json: { items: [downtime], mayAnnounce: true } }),
  ],
  [
    'POST /api/workloads/v1/downtimes',
    ({ body }) => ({ json: { ...downtime, ...(body as object) } }),
  ],
  [
    `DELETE /api/workloads/v1/downtimes/${id}`,
    () => ({ json: { ...downtime, cancelledAt: downtime.announcedAt } }),
  ],
  ['GET /api/workloads/v1/notices', () => ({ json: notices })],
  [
    'PUT /api/workloads/v1/notices',
    ({ body }) => ({ json: { ...notices, ...(body as object) } }),
  ],
  [
    'GET /api/workloads/v1/snapshots',
    () => ({ json: { items: [snapshot], limits: snapshotLimits } }),
  ],
  [`GET /api/workloads/v1/snapshots/${id}`, () => ({ json: snapshot })],
  [`DELETE /api/workloads/v1/snapshots/${id}`, () => ({ status: 204 })],
  [
    `GET /api/workloads/v1/workloads/${id}/snapshot-size`,
    () => ({ json: { bytes: snapshot.bytesBefore, limits: snapshotLimits } }),
  ],
  [
    `POST /api/workloads/v1/workloads/${id}/snapshots`,
    () => ({ status: 201, json: { ...snapshot, state: 'queued' } }),
  ],
  ['POST /api/workloads/v1/plan', () => ({ json: plan })],
  ['POST /api/workloads/v1/advice', () => ({ json: advice })],
  ['POST /api/workloads/v1/workloads', launch],
  ['GET /api/workloads/v1/workloads', (_, portal) => ({ json: page(portal) })],
  [`GET /api/workloads/v1/workloads/${id}`, get],
  [`DELETE /api/workloads/v1/workloads/${id}`, remove],
  [`POST /api/workloads/v1/workloads/${id}/(stop|restart)`, get],
  [
    `GET /api/workloads/v1/workloads/${id}/events`,
    () => ({
      json: {
        items: [
          {
            at: workload.createdAt,
            state: 'queued',
            reason: { code: 'waiting-for-capacity', message: 'Queued' },
          },
        ],
      },
    }),
  ],
  [
    `POST /api/workloads/v1/workloads/${id}/snooze`,
    () => ({
      json: {
        ...workload,
        idle: { warnings: 0, snoozedUntil: '2026-11-26T08:00:00.000Z' },
      },
    }),
  ],
  [
    `PUT /api/workloads/v1/workloads/${id}/follow`,
    () => ({ json: { ...workload, follow: { isOn: true } } }),
  ],
  [`GET /api/workloads/v1/workloads/${id}/usage`, () => ({ json: usage })],
  [
    `GET /api/workloads/v1/workloads/${id}/logs`,
    () => ({
      json: {
        task: 'main',
        text: 'one\ntwo\n',
        nextOffset: 8,
        truncated: false,
      },
    }),
  ],
  [
    `GET /api/workloads/v1/workloads/${id}/logs/follow`,
    () => ({
      lines: ['one\n', 'two\n'].map((text, index) =>
        JSON.stringify({
          task: 'main',
          text,
          nextOffset: 4 * (index + 1),
          truncated: false,
        }).concat('\n'),
      ),
    }),
  ],
  [
    `POST /api/workloads/v1/workloads/${id}/endpoints/${id}/ticket`,
    (_, portal) => ({
      json: {
        url: `${portal.url}/.astrolabe/open?ticket=t`,
        token: 'endpoint-token',
        expiresAt: '2026-11-24T10:00:00.000Z',
      },
    }),
  ],
  [
    `POST /api/workloads/v1/workloads/${id}/endpoints/${id}/password`,
    ({ path, body }) => {
      const { password = 'made-by-it' } = body as { password?: string };
      const endpoint = path.split('/').at(-2);
      return { json: { endpoint, setAt: workload.createdAt, password } };
    },
  ],
  [
    `DELETE /api/workloads/v1/workloads/${id}/endpoints/${id}/password`,
    () => ({ status: 204 }),
  ],
  // What a workload's own program would answer: what it was sent.
  ['(GET|POST) /v2/.*', call => ({ json: call })],
];

function answer(call: ReceivedCall, portal: FakePortal): Answer {
  const route = `${call.method} ${call.path.split('?')[0]}`;
  const prepared = portal.answers[route]?.shift();
  if (prepared) return prepared;
  if (call.path.startsWith('/api/auth/demo/refresh'))
    return signIn(call, portal);
  const token = call.headers.authorization?.replace('Bearer ', '') ?? '';
  const isEndpoint = call.path.startsWith('/v2/') && token === 'endpoint-token';
  if (!portal.tokens.has(token) && !isEndpoint) {
    return refusal(401, {
      name: 'AuthenticationError',
      message: 'Missing credentials',
    });
  }
  const found = handlers.find(([pattern]) =>
    new RegExp(`^${pattern}$`).test(route),
  );
  return found
    ? found[1](call, portal)
    : refusal(404, { name: 'NotFoundError', message: `No ${route}` });
}

function signIn(call: ReceivedCall, portal: FakePortal): Answer {
  const person = call.headers['x-astrolabe-demo-person'];
  if (person !== 'ada') {
    return refusal(401, {
      name: 'AuthenticationError',
      message: `Nobody is called ${person}`,
    });
  }
  const token = `token-${portal.tokens.size + 1}`;
  portal.tokens.add(token);
  return { json: { backstageIdentity: { token, expiresInSeconds: 3600 } } };
}

function launch(call: ReceivedCall, portal: FakePortal): Answer {
  const key = String(call.headers['idempotency-key']);
  const launched = portal.workloads.get(key) ?? {
    ...workload,
    endpoints: [{ ...workload.endpoints[0], url: portal.url }],
    request: call.body as LaunchRequest,
  };
  portal.workloads.set(key, launched);
  portal.workloads.set(launched.id, launched);
  return { status: 201, json: launched };
}

function get(call: ReceivedCall, portal: FakePortal): Answer {
  const found = portal.workloads.get(idIn(call));
  return found
    ? { json: found }
    : refusal(404, {
        name: 'NotFoundError',
        message: `No workload ${idIn(call)}`,
      });
}

function remove(call: ReceivedCall, portal: FakePortal): Answer {
  return portal.workloads.delete(idIn(call))
    ? { status: 202, json: {} }
    : refusal(404, {
        name: 'NotFoundError',
        message: `No workload ${idIn(call)}`,
      });
}

function idIn(call: ReceivedCall): string {
  return call.path.split('?')[0].split('/')[5];
}

function page(portal: FakePortal) {
  const items = [...new Set(portal.workloads.values())];
  const purposes = { interactive: items.length, batch: 0, try: 0 };
  return { items, totalItems: items.length, purposes };
}

function assetPage(_portal: FakePortal) {
  const { spec, origin, problems, relations, ...summary } = asset;
  return {
    items: [summary],
    totalItems: 1,
    facets: {
      libraries: [{ value: 'PyTorch', count: 1 }],
      tasks: [],
      categories: [],
      dataTypes: [],
      tags: [],
      license: [],
    },
  };
}

/** An error in the shape of the portal's APIs. */
export function refusal(
  status: number,
  error: { name: string; message: string; [more: string]: unknown },
): Answer {
  return { status, json: { error, response: { statusCode: status } } };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-length']) return undefined;
  if (!/json/.test(request.headers['content-type'] ?? '')) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }
  return readJson(request);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
