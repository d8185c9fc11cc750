import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { EndpointTarget } from '../../engine';

export interface Answer {
  status: number;
  location?: string;
  text: string;
}

interface Message {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * Comes to an endpoint as the gateway does: under the endpoint's own name, with
 * the headers that the engine wants added.
 */
export class Visitor {
  readonly #target: EndpointTarget;
  readonly #address: URL;

  constructor(target: EndpointTarget, address: string) {
    this.#target = target;
    this.#address = new URL(address);
  }

  /** One who got past the gateway's back, such as another program of this machine. */
  stranger(): Visitor {
    return new Visitor({ ...this.#target, headers: {} }, this.#address.href);
  }

  /** What a browser sees that opens the endpoint, wherever it is led. */
  async land(): Promise<Answer> {
    let at = this.#address.href;
    for (let steps = 0; steps < 5; steps++) {
      const answer = await this.ask(at);
      if (!answer.location) return answer;
      at = new URL(answer.location, at).href;
    }
    throw new Error(`Led in circles from ${this.#address.href}`);
  }

  ask(path: string, message: Message = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asking = this.#request(path, message, async response => {
        resolve({
          status: response.statusCode!,
          location: response.headers.location,
          text: await text(response).catch(String),
        });
      });
      asking.once('error', reject);
      const { body = '' } = message;
      asking.end(
        body === '' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      );
    });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.ask(path, { method: 'POST', body });
  }

  /** A form with files, for an answer in JSON. */
  async send(path: string, form: FormData): Promise<Answer> {
    const encoded = new Response(form);
    return this.ask(path, {
      method: 'POST',
      headers: {
        'content-type': encoded.headers.get('content-type')!,
        accept: 'application/json',
      },
      body: Buffer.from(await encoded.arrayBuffer()),
    });
  }

  /** The status with which a WebSocket is opened: 101, or why not. */
  connect(path: string): Promise<number> {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    };
    return new Promise((resolve, reject) => {
      const asking = this.#request(path, { headers }, response => {
        response.resume();
        resolve(response.statusCode!);
      });
      asking.once('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode!);
      });
      asking.once('error', reject);
      asking.end();
    });
  }

  #request(
    path: string,
    { method = 'GET', headers = {}, body }: Message,
    onAnswer: (response: IncomingMessage) => void,
  ) {
    const { host, origin, protocol } = this.#address;
    const { pathname, search } = new URL(path, origin);
    return request(
      new URL(pathname + search, this.#target.origin),
      {
        method,
        agent: false,
        headers: {
          host,
          origin,
          'x-forwarded-host': host,
          'x-forwarded-proto': protocol.slice(0, -1),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
          ...this.#target.headers,
        },
      },
      onAnswer,
    );
  }
}
