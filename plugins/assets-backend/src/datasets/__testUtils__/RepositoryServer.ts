import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a repository answers to one request. */
export interface RepositoryAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** JSON, or a text as it is. */
  body?: unknown;
  /** The connection breaks in the middle of it. */
  breaks?: boolean;
}

/**
 * A server that answers as a repository's published interface does: by path and
 * query, each with what a test puts there.
 */
export class RepositoryServer {
  readonly url: string;
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  readonly #server: http.Server;
  readonly #answers = new Map<string, RepositoryAnswer[]>();

  private constructor(server: http.Server) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    this.#server = server;
  }

  static async start(): Promise<RepositoryServer> {
    const server = http.createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const own = new RepositoryServer(server);
    server.on('request', (request, response) => own.#answer(request, response));
    return own;
  }

  /** One after the other; the last one stays. */
  put(path: string, ...answers: RepositoryAnswer[]): void {
    this.#answers.set(path, answers);
  }

  clear(): void {
    this.#answers.clear();
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(
    { url = '', method, headers: asked }: http.IncomingMessage,
    response: http.ServerResponse,
  ) {
    this.asked.push(`${method} ${url}`);
    const answers = this.#answers.get(url) ?? [];
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const {
      status = 200,
      headers = {},
      body = {},
      breaks,
    } = next ?? {
      status: 404,
    };
    if (headers.etag && asked['if-none-match'] === headers.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    if (method === 'HEAD') response.end();
    else if (breaks) {
      response.write(text.slice(0, text.length / 2), () => response.destroy());
    } else response.end(text);
  }
}
