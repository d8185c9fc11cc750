import {
  createServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A program behind an endpoint: it remembers what reached it. */
export class Program {
  readonly seen: IncomingMessage[] = [];
  /** What it does with a request; the test may say otherwise. */
  answer: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'text/plain');
    response.end('hello from the program');
  };
  /** Headers of its answer to a WebSocket. */
  upgradeHeaders: string[] = [];

  readonly #sockets = new Set<Duplex>();
  readonly #server = createServer((request, response) => {
    this.seen.push(request);
    this.answer(request, response);
  });

  static async start(): Promise<Program> {
    const program = new Program();
    const server = program.#server;
    server.on('connection', socket => program.#sockets.add(socket));
    server.on('upgrade', (request, socket) => program.#greet(request, socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return program;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** It is no WebSocket server: it answers with a page. */
  refuseUpgrades(): void {
    this.#server.removeAllListeners('upgrade');
  }

  /** All that reached it, as text. */
  get heard(): string {
    return JSON.stringify(
      this.seen.map(({ url, rawHeaders }) => ({ url, rawHeaders })),
    );
  }

  /** As when it is killed. */
  async die(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Says back whatever comes. */
  #greet(request: IncomingMessage, socket: Duplex): void {
    this.seen.push(request);
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Connection: Upgrade',
      'Upgrade: websocket',
      ...this.upgradeHeaders,
    ];
    socket.on('error', () => {});
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.pipe(socket);
  }
}
