import { once } from 'node:events';
import {
  request as sendPlainly,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { request as sendSecurely } from 'node:https';
import type { Duplex } from 'node:stream';

export interface Page {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface Visit {
  headers?: OutgoingHttpHeaders;
  method?: string;
  body?: string;
  /** Sent as it is, where the address's own would be tidied up. */
  path?: string;
}

/**
 * Goes to names that only a browser resolves, such as `x.apps.localhost`, and
 * keeps the cookies that it is given, per host.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #port: number;
  readonly #ca: string | undefined;

  /** @param ca - of the authority whose certificates it believes; else it speaks no TLS */
  constructor(port: number, ca?: string) {
    this.#port = port;
    this.#ca = ca;
  }

  async visit(address: string, visit: Visit = {}): Promise<Page> {
    const request = this.open(address, visit);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const { hostname } = new URL(address);
    const [cookie] = response.headers['set-cookie'] ?? [];
    if (cookie) this.cookies.set(hostname, cookie.split(';')[0]);
    const { statusCode, headers } = response;
    return { status: statusCode!, headers, text: await textOf(response) };
  }

  open(address: string, visit: Visit = {}): ClientRequest {
    const request = this.#request(address, visit);
    request.on('error', () => {});
    request.end(visit.body);
    return request;
  }

  /** A WebSocket's connection, or the status with which it is refused. */
  async connect(
    address: string,
    headers: OutgoingHttpHeaders = {},
    path?: string,
  ) {
    const request = this.#request(address, {
      path,
      headers: { connection: 'Upgrade', upgrade: 'websocket', ...headers },
    });
    request.end();
    return new Promise<{
      status: number;
      headers: IncomingMessage['headers'];
      socket?: Duplex;
    }>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', response => {
        response.resume();
        const { statusCode } = response;
        resolve({ status: statusCode!, headers: response.headers });
      });
      request.on('upgrade', (response, socket) =>
        resolve({ status: 101, headers: response.headers, socket }),
      );
    });
  }

  #request(address: string, { method, headers, path }: Visit): ClientRequest {
    const { hostname, host, pathname, search } = new URL(address);
    const cookie = this.cookies.get(hostname);
    const send = this.#ca === undefined ? sendPlainly : sendSecurely;
    return send({
      host: '127.0.0.1',
      port: this.#port,
      ...(this.#ca !== undefined && { ca: this.#ca, servername: hostname }),
      path: path ?? `${pathname}${search}`,
      method,
      agent: false,
      headers: { host, ...(cookie && { cookie }), ...headers },
    });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
}
