import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long the answers of a slow Nomad take, at most. */
const SLOW_MS = 2500;

/** What a Nomad that has too much to do says, in turn. */
const busy = [
  [429, 'Too Many Requests'],
  [500, 'rpc error: No cluster leader'],
] as const;

/** A request and its answer, on their way. */
interface Exchange {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

/** Stands between the portal and Nomad, and does harm when it is told to. */
export class FaultyProxy {
  readonly url: string;
  /**
   * `hang`: takes requests and never answers; `slow`: they wait, some longer
   * than others; `busy`: of eight in a row, three are refused.
   */
  mode: 'pass' | 'hang' | 'error' | 'slow' | 'busy' = 'pass';
  /** Of these paths requests hang, whatever the mode is. */
  hangs: RegExp | undefined;
  /** The server to which requests go on. */
  target: string;
  /** Told of each request; when it throws, nothing of that request arrives. */
  before: (method: string, path: string) => void = () => {};
  readonly #server: Server;
  #count = 0;

  static async start(target: string): Promise<FaultyProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const proxy = new FaultyProxy(server, { url, target });
    server.on('request', (incoming, outgoing) =>
      proxy.#take({ incoming, outgoing }),
    );
    return proxy;
  }

  private constructor(
    server: Server,
    { url, target }: { url: string; target: string },
  ) {
    this.#server = server;
    this.url = url;
    this.target = target;
  }

  /** Breaks every connection that there is, the event stream's too. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
  }

  #take(exchange: Exchange): void {
    const { incoming, outgoing } = exchange;
    const n = this.#count++;
    try {
      this.before(incoming.method!, incoming.url!);
    } catch {
      outgoing.destroy();
      return;
    }
    if (this.mode === 'hang' || this.hangs?.test(incoming.url!)) return;
    if (this.mode === 'error') refuse(outgoing, busy[1]);
    else if (this.mode === 'busy' && n % 8 < 3) refuse(outgoing, busy[n % 2]);
    else if (this.mode === 'slow') {
      setTimeout(() => this.#pass(exchange), SLOW_MS * ((n % 4) / 3));
    } else this.#pass(exchange);
  }

  #pass({ incoming, outgoing }: Exchange): void {
    const { hostname: host, port } = new URL(this.target);
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

function refuse(
  outgoing: ServerResponse,
  [status, text]: readonly [number, string],
): void {
  outgoing.writeHead(status).end(text);
}
