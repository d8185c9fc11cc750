import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as ask, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from '@astrolabe/plugin-workloads-node/testUtils';

/**
 * A proxy, as sites have them, by way of which `doi.org` is a server of the
 * test: with a certificate of an authority that nobody else knows.
 */
export class DoiProxy {
  /** Where each DOI leads, in small letters. */
  readonly pages: Record<string, string> = {};
  /** What was asked to be connected to. */
  readonly connected: string[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-doi-'));
  readonly #host: string;
  #servers: Server[] = [];

  private constructor(host: string) {
    this.#host = host;
  }

  static async start(host: string): Promise<DoiProxy> {
    const proxy = new DoiProxy(host);
    await proxy.#listen();
    return proxy;
  }

  /** What an operator says of it. */
  get config() {
    return {
      datasets: {
        proxy: `http://${this.#host}:${portOf(this.#servers[1])}`,
        caFile: this.#file('authority.pem'),
      },
    };
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(this.#folder, { recursive: true });
  }

  async #listen(): Promise<void> {
    const { key, certificate: cert } = makeCertificate('doi.org');
    writeFileSync(this.#file('authority.pem'), cert);
    const resolver = createTlsServer({ key, cert }, (request, response) => {
      const location = this.pages[request.url!.slice(1).toLowerCase()];
      response.writeHead(location ? 302 : 404, location ? { location } : {});
      response.end();
    }) as Server;
    const proxy = createServer(({ url, method }, response) => {
      ask(url!, { method }, answer => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }).end();
    });
    proxy.on('connect', (request, socket) => {
      this.connected.push(request.url!);
      if (request.url !== 'doi.org:443') {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const inner = connect(portOf(resolver), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        inner.pipe(socket).pipe(inner);
      });
      inner.on('error', () => socket.destroy());
      socket.on('error', () => inner.destroy());
    });
    this.#servers = [resolver, proxy];
    resolver.listen(0, '127.0.0.1');
    proxy.listen(0, this.#host);
    await Promise.all(this.#servers.map(server => once(server, 'listening')));
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
