import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the portal and Nomad, and does harm when it is told to. */
export class FaultyProxy {
  readonly url: string;
  /** `hang`: takes requests and never answers. */
  mode: 'pass' | 'hang' | 'error' = 'pass';
  /** Of these paths requests hang, whatever the mode is. */
  hangs: RegExp | undefined;
  readonly #server: Server;

  static async start(target: string): Promise<FaultyProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = new FaultyProxy(server, `http://127.0.0.1:${port}`);
    server.on('request', (incoming, outgoing) =>
      proxy.#pass(new URL(target), { incoming, outgoing }),
    );
    return proxy;
  }

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Breaks every connection that there is, the event stream's too. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
  }

  #pass(
    { hostname: host, port }: URL,
    {
      incoming,
      outgoing,
    }: { incoming: IncomingMessage; outgoing: ServerResponse },
  ): void {
    if (this.mode === 'hang' || this.hangs?.test(incoming.url!)) return;
    if (this.mode === 'error') {
      outgoing.writeHead(500).end('rpc error: No cluster leader');
      return;
    }
    const { method, headers, url: path } = incoming;
    const onwards = request({ host, port, path, method, headers }, answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onwards.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onwards.destroy());
    incoming.pipe(onwards);
  }
}
