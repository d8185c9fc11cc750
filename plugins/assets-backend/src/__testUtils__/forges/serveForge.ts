import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is asked of a forge. */
export interface Asked {
  method: string;
  /** Without the query, decoded where it is a parameter of the route. */
  path: string;
  query: URLSearchParams;
  token: string;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- JSON of the client
}

export interface Reply {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

/** A route: its method, its path with `(…)` for parameters, and what it answers. */
export type Route = [
  method: string,
  path: string,
  answer: (asked: Asked, parameters: string[]) => Reply,
];

/** Routes on loopback, behind those who may come in. */
export async function serveForge(options: {
  routes: Route[];
  isKnown: (token: string) => boolean;
  headers?: (asked: Asked) => Record<string, string>;
}) {
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const url = new URL(request.url ?? '', 'http://x');
    const isFile = /octet-stream/.test(request.headers['content-type'] ?? '');
    const isJson = text && !isFile;
    const asked: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      token: (request.headers.authorization ?? '').replace('Bearer ', ''),
      body: isJson ? JSON.parse(text) : text,
    };
    const reply = answerOf(asked, options);
    const headers = { ...options.headers?.(asked), ...reply.headers };
    response.writeHead(reply.status ?? 200, headers);
    response.end(
      reply.text ??
        (reply.json === undefined ? '' : JSON.stringify(reply.json)),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function answerOf(
  asked: Asked,
  { routes, isKnown }: { routes: Route[]; isKnown: (token: string) => boolean },
): Reply {
  if (!isKnown(asked.token)) {
    return { status: 401, json: { message: 'Bad credentials' } };
  }
  for (const [method, path, answer] of routes) {
    const found = new RegExp(`^${path}$`).exec(asked.path);
    if (method !== asked.method || !found) continue;
    return answer(asked, found.slice(1).map(decodeURIComponent));
  }
  return { status: 404, json: { message: 'Not Found' } };
}

/** Two at once, however many are asked for: forges have limits of their own. */
export function pageOf<T>(all: T[], query: URLSearchParams): T[] {
  const page = Number(query.get('page') ?? 1);
  return all.slice(2 * (page - 1), 2 * page);
}
