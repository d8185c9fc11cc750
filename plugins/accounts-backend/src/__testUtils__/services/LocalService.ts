import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service answers: a status, what goes in the body as JSON, headers. */
export interface Reply {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

export interface Asked {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A service on loopback that answers as the published API of another does. */
export class LocalService {
  readonly asked: Asked[] = [];
  /** It answers this to everything, where it is said. */
  instead?: Reply | 'nothing';
  /** What happens, once, before it answers. */
  meanwhile?: () => Promise<unknown>;
  readonly #server: http.Server;

  private constructor(answer: (asked: Asked, url: string) => Reply) {
    this.#server = http.createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method = '', url = '', headers } = request;
      const asked = { method, path: url, headers, body };
      this.asked.push(asked);
      const { meanwhile } = this;
      this.meanwhile = undefined;
      await meanwhile?.();
      if (this.instead === 'nothing') return;
      const reply = this.instead ?? answer(asked, this.url);
      response.writeHead(reply.status ?? 200, reply.headers);
      response.end(reply.text ?? JSON.stringify(reply.json ?? {}));
    });
  }

  static async start(
    answer: (asked: Asked, url: string) => Reply,
  ): Promise<LocalService> {
    const service = new LocalService(answer);
    await new Promise<void>(resolve => {
      service.#server.listen(0, '127.0.0.1', resolve);
    });
    return service;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
