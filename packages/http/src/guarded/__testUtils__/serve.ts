import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** A server on loopback that remembers what it was asked. */
class Service {
  readonly requests: http.IncomingMessage[] = [];
  readonly #server: http.Server;

  constructor(
    answer: (
      request: http.IncomingMessage,
      response: http.ServerResponse,
    ) => void,
  ) {
    this.#server = http.createServer((request, response) => {
      this.requests.push(request);
      answer(request, response);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  get port() {
    return (this.#server.address() as AddressInfo).port;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** What has to be ended after each test. */
export const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export async function serve(answer: ConstructorParameters<typeof Service>[0]) {
  const service = await new Service(answer).start();
  cleanups.push(() => service.stop());
  return service;
}
