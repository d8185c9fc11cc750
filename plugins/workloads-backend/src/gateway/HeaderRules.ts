import type { IncomingMessage } from 'node:http';
import type { EndpointTarget } from '@astrolabe/plugin-workloads-node';
import type { GatewayConfig } from '../config';
import { tokenIn } from './Passes';
import { INGRESS_HEADER, type Front, type Fronts } from './Fronts';

/** What `X-Frame-Options` says, as `frame-ancestors`. */
const framedBy = new Map([
  ['deny', "'none'"],
  ['sameorigin', "'self'"],
]);

/** What is taken off and put on between a browser and a program. */
export class HeaderRules {
  readonly #portal: string;
  readonly #fronts: Fronts;

  constructor(options: { config: GatewayConfig; fronts: Fronts }) {
    this.#portal = new URL(options.config.portalUrl).origin;
    this.#fronts = options.fronts;
  }

  /** Takes off what is ours, puts on what the program wants. */
  toProgram(
    request: IncomingMessage,
    target: EndpointTarget,
    { cookie, baseUrl }: Front = this.#fronts.own,
  ): void {
    const { headers } = request;
    const isOurToken = tokenIn(headers.authorization) !== undefined;
    if (isOurToken) delete headers.authorization;
    delete headers[INGRESS_HEADER];
    const cookies = cookie.strip(headers.cookie);
    if (cookies) headers.cookie = cookies;
    else delete headers.cookie;
    for (const name of Object.keys(headers)) {
      if (name === 'forwarded' || name.startsWith('x-forwarded-')) {
        delete headers[name];
      }
    }
    headers['x-forwarded-for'] = request.socket.remoteAddress ?? '';
    headers['x-forwarded-host'] = headers.host ?? '';
    headers['x-forwarded-proto'] = baseUrl.protocol.slice(0, -1);
    for (const [name, value] of Object.entries(target.headers)) {
      headers[name.toLowerCase()] = value;
    }
  }

  toBrowser(answer: IncomingMessage): void {
    // They are about the program's connection to us, not ours to the browser.
    delete answer.headers.connection;
    delete answer.headers['keep-alive'];
    // What Node would refuse to send on, with an error that nobody catches.
    delete answer.headers.trailer;
    answer.statusMessage = '';
    this.cleanCookies(answer);
    this.#limitFrames(answer);
  }

  cleanCookies(answer: IncomingMessage): void {
    const { cookie } = this.#fronts.own;
    const cookies = answer.headers['set-cookie']?.filter(each =>
      cookie.allows(each),
    );
    if (cookies) answer.headers['set-cookie'] = cookies;
  }

  /**
   * Pages of other sites must not have its owner click in a program unawares.
   * A header more narrows what the program's own allow, and replaces
   * `X-Frame-Options` (Content Security Policy 3, 6.4.2.2), so it says the same.
   */
  #limitFrames({ headers }: IncomingMessage): void {
    const own = headers['content-security-policy'];
    const option = String(headers['x-frame-options']).trim().toLowerCase();
    const ancestors = framedBy.get(option) ?? `'self' ${this.#portal}`;
    // Node takes a list, where its types know of one only.
    Object.assign(headers, {
      'content-security-policy': [
        ...(own ? [own] : []),
        `frame-ancestors ${ancestors}`,
      ],
    });
  }
}
