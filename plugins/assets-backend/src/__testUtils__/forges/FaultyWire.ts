import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Between the portal and a forge: what goes over it can be lost. */
export class FaultyWire {
  /** Method and path of what was asked. */
  readonly asked: string[] = [];
  /** Its answer is lost, once; the forge has done it. */
  losesAnswerOf?: RegExp;
  /** What happens before it is passed on, once. */
  before?: { what: RegExp; happens: () => Promise<unknown> };
  /** Answered so instead, as long as it is said. */
  instead?: {
    what: RegExp;
    status: number;
    headers?: http.OutgoingHttpHeaders;
  };
  readonly #server: http.Server;

  private constructor(target: string) {
    this.#server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const what = `${request.method} ${request.url!.split('?')[0]}`;
      this.asked.push(what);
      if (this.before?.what.test(what)) {
        const { happens } = this.before;
        this.before = undefined;
        await happens();
      }
      if (this.instead?.what.test(what)) {
        response.writeHead(this.instead.status, this.instead.headers);
        response.end('{"message":"no"}');
        return;
      }
      const { method, headers } = request;
      const passed = http.request(target + request.url, { method, headers });
      passed.on('error', () => response.destroy());
      passed.on('response', answer => {
        if (this.losesAnswerOf?.test(what)) {
          this.losesAnswerOf = undefined;
          answer.resume().on('end', () => response.destroy());
          return;
        }
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      passed.end(Buffer.concat(chunks));
    });
  }

  static async to(target: string): Promise<FaultyWire> {
    const wire = new FaultyWire(target);
    await new Promise<void>(resolve => {
      wire.#server.listen(0, '127.0.0.1', resolve);
    });
    return wire;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** As at first. */
  mend(): void {
    this.losesAnswerOf = undefined;
    this.before = undefined;
    this.instead = undefined;
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
