import { createServer, type Server } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import type Docker from 'dockerode';

/**
 * As much of Docker as a container meets on its way to being made; there it is
 * refused. For what no Podman of a test machine has, such as GPUs.
 */
export class FakeDaemon {
  component = { Name: 'Engine', Version: '27.3.1' };
  /** Why no container is made. */
  refusal = 'None is made here';
  readonly asked: Docker.ContainerCreateOptions[] = [];
  readonly socketPath: string;
  readonly #server: Server;

  constructor(socketPath: string) {
    this.socketPath = socketPath;
    this.#server = createServer(async (request, response) => {
      const isCreate = request.url!.startsWith('/containers/create');
      if (isCreate) {
        const wanted = await readJson(request);
        this.asked.push(wanted as Docker.ContainerCreateOptions);
      }
      const answer = isCreate
        ? { status: 500, body: { message: this.refusal } }
        : this.#answer(request.url!);
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve =>
      this.#server.listen(this.socketPath, resolve),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(url: string): { status: number; body: unknown } {
    if (url.startsWith('/version'))
      return { status: 200, body: { Components: [this.component] } };
    if (/^\/(_ping|images\/)/.test(url)) return { status: 200, body: {} };
    if (url.startsWith('/containers/json')) return { status: 200, body: [] };
    return { status: 404, body: { message: `No ${url}` } };
  }
}
