import http from 'node:http';
import https from 'node:https';
import type { NetworkGuard } from './NetworkGuard';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 4_000_000;
const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Methods that change nothing: these alone follow a redirect. */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND'];

/** @public */
export interface GuardedRequest {
  /** Default `GET`. */
  method?: string;
  /**
   * What is sent. An object is sent to the origin of the address alone; after a
   * redirect to another, nothing of it is. A function is asked for each hop.
   */
  headers?: Record<string, string> | ((url: URL) => Record<string, string>);
  body?: string;
  signal?: AbortSignal;
  /** Of all hops together. Default 20 seconds. */
  timeoutMs?: number;
  /** Of the body. Default 4 MB. */
  maxBytes?: number;
}

/** An answer whose body was not too long. @public */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** Where it was found after redirects. */
  url: string;
}

/** An answer was longer than whoever asked wants it. @public */
export class AnswerTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`The answer is longer than ${maxBytes} bytes`);
    this.name = 'AnswerTooLongError';
  }
}

/**
 * Fetches addresses that people or foreign servers give: the guard is asked for
 * each connection, also after redirects; answers are limited in size and time.
 *
 * @public
 */
export class GuardedClient {
  readonly #guard: NetworkGuard;

  constructor(guard: NetworkGuard) {
    this.#guard = guard;
  }

  /** Any status is an answer; what is none is an error. */
  async request(
    address: string,
    options: GuardedRequest = {},
  ): Promise<Answer> {
    const { method = 'GET', timeoutMs = TIMEOUT_MS } = options;
    const inTime = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any(
      options.signal ? [options.signal, inTime] : [inTime],
    );
    const headersOf = headersByHop(address, options.headers);
    let url = new URL(address);
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#hop(url, {
        ...{ method, signal, headers: headersOf(url) },
        body: options.body,
        maxBytes: options.maxBytes ?? MAX_BYTES,
      }).catch(error => {
        throw inTime.aborted ? new Error(`${address} does not answer`) : error;
      });
      const { location } = answer.headers;
      const isFollowed =
        REDIRECTS.includes(answer.status) && SAFE_METHODS.includes(method);
      if (!isFollowed || !location) return answer;
      if (redirects === MAX_REDIRECTS) {
        throw new Error(`${address} redirects too often`);
      }
      url = new URL(location, url);
    }
  }

  async #hop(url: URL, { body, maxBytes, ...options }: Hop): Promise<Answer> {
    const isTls = url.protocol === 'https:';
    if (!isTls && url.protocol !== 'http:') {
      throw new Error(`${url} is neither http: nor https:`);
    }
    const port = Number(url.port) || (isTls ? 443 : 80);
    const lookup = this.#guard.lookupFor(url.hostname, port);
    const response = await new Promise<http.IncomingMessage>(
      (resolve, reject) => {
        const request = (isTls ? https : http).request(
          withoutPassword(url),
          // An agent of its own keeps no connection that others could be given.
          { ...options, lookup, agent: false },
          resolve,
        );
        request.on('error', reject);
        request.end(body);
      },
    );
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await readBody(response, maxBytes),
      url: url.href,
    };
  }
}

interface Hop {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  maxBytes: number;
}

function headersByHop(address: string, headers: GuardedRequest['headers']) {
  const { origin } = new URL(address);
  return (url: URL): Record<string, string> => {
    const own = { 'user-agent': 'astrolabe', accept: '*/*' };
    if (typeof headers === 'function') return { ...own, ...headers(url) };
    return url.origin === origin ? { ...own, ...headers } : own;
  };
}

/** An address carries no user: what is sent is in the headers, for their origin. */
function withoutPassword(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

async function readBody(
  response: http.IncomingMessage,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > maxBytes) {
      response.destroy();
      throw new AnswerTooLongError(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
