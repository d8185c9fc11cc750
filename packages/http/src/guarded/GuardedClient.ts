import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
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
  /** A stream is sent once: what is sent so follows no redirect. */
  body?: string | Readable;
  signal?: AbortSignal;
  /** Of all hops together, and of what is read. Default 20 seconds. */
  timeoutMs?: number;
  /** Of the body. Default 4 MB. */
  maxBytes?: number;
}

/** @public */
export interface WholeRequest extends GuardedRequest {
  /** Of a body that is longer than `maxBytes`, this much of it is the answer: of a log, its end. */
  keeps?: 'beginning' | 'end';
}

/** An answer whose body was not too long. @public */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** Where it was found after redirects. */
  url: string;
  /** Of its body, only its beginning was read. */
  isCut?: true;
}

/** An answer that whoever asked reads, or ends. @public */
export interface OpenAnswer extends Omit<Answer, 'body' | 'isCut'> {
  /** An error where it is longer than was wanted, or does not come in time. */
  body: Readable;
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
    { keeps, ...options }: WholeRequest = {},
  ): Promise<Answer> {
    const { maxBytes = MAX_BYTES } = options;
    return this.#inTime(address, options, async signal => {
      const answer = await this.#follow(address, {
        ...{ ...options, signal },
        maxBytes: keeps ? Infinity : maxBytes,
      });
      if (keeps === 'beginning') {
        return { ...answer, ...(await beginningOf(answer.body, maxBytes)) };
      }
      const body = await endOf(answer.body, maxBytes);
      return { ...answer, body: body.toString('utf8') };
    });
  }

  /** The same of what is too much to be held in memory: its body is read as it comes. */
  async open(
    address: string,
    options: GuardedRequest = {},
  ): Promise<OpenAnswer> {
    const ends = new AbortController();
    // A timer of our own: one that nothing holds goes before the body has come.
    const late = new Error(`${address} does not answer`);
    const timer = setTimeout(
      () => ends.abort(late),
      options.timeoutMs ?? TIMEOUT_MS,
    );
    const { signal: outer } = options;
    const stop = () => ends.abort(outer?.reason);
    if (outer?.aborted) stop();
    outer?.addEventListener('abort', stop);
    const over = () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    };
    try {
      const { signal } = ends;
      const answer = await this.#follow(address, { ...options, signal });
      answer.body.once('close', over);
      return answer;
    } catch (error) {
      over();
      throw ends.signal.reason === late ? late : error;
    }
  }

  async #inTime<T>(
    address: string,
    options: GuardedRequest,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const inTime = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const signal = AbortSignal.any(
      options.signal ? [options.signal, inTime] : [inTime],
    );
    try {
      return await ask(signal);
    } catch (error) {
      throw inTime.aborted ? new Error(`${address} does not answer`) : error;
    }
  }

  async #follow(
    address: string,
    options: GuardedRequest & { signal: AbortSignal },
  ): Promise<OpenAnswer> {
    const { method = 'GET', signal, body } = options;
    const headersOf = headersByHop(address, options.headers);
    let url = new URL(address);
    for (let redirects = 0; ; redirects++) {
      const headers = headersOf(url);
      const response = await this.#hop(url, { method, signal, headers, body });
      const { statusCode: status = 0 } = response;
      const { location } = response.headers;
      const isFollowed =
        REDIRECTS.includes(status) && SAFE_METHODS.includes(method);
      if (!isFollowed || !location) {
        const limited = notLonger(response, options.maxBytes ?? MAX_BYTES);
        const { headers: said } = response;
        return { status, headers: said, body: limited, url: url.href };
      }
      response.destroy();
      if (redirects === MAX_REDIRECTS) {
        throw new Error(`${address} redirects too often`);
      }
      url = new URL(location, url);
    }
  }

  async #hop(
    url: URL,
    { body, ...options }: Hop,
  ): Promise<http.IncomingMessage> {
    const isTls = url.protocol === 'https:';
    if (!isTls && url.protocol !== 'http:') {
      throw new Error(`${url} is neither http: nor https:`);
    }
    const port = Number(url.port) || (isTls ? 443 : 80);
    const lookup = this.#guard.lookupFor(url.hostname, port);
    return new Promise((resolve, reject) => {
      const request = (isTls ? https : http).request(
        withoutPassword(url),
        // An agent of its own keeps no connection that others could be given.
        { ...options, lookup, agent: false },
        resolve,
      );
      request.on('error', reject);
      if (body instanceof Readable) pipeline(body, request).catch(reject);
      else request.end(body);
    });
  }
}

interface Hop {
  method: string;
  headers: Record<string, string>;
  body?: string | Readable;
  signal: AbortSignal;
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

function notLonger(response: http.IncomingMessage, maxBytes: number): Readable {
  const chunks = async function* read() {
    let length = 0;
    for await (const chunk of response) {
      length += chunk.length;
      if (length > maxBytes) throw new AnswerTooLongError(maxBytes);
      yield chunk;
    }
  };
  return Readable.from(chunks(), { objectMode: false });
}

/** So much of the beginning, up to a whole character; the rest is not waited for. */
async function beginningOf(
  body: Readable,
  maxBytes: number,
): Promise<Pick<Answer, 'body' | 'isCut'>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  const all = Buffer.concat(chunks);
  if (length <= maxBytes) return { body: all.toString('utf8') };
  const decoder = new StringDecoder('utf8');
  return { body: decoder.write(all.subarray(0, maxBytes)), isCut: true };
}

/** So much of the end, from a whole character on; no more than that and a chunk is held. */
async function endOf(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    while (length - chunks[0].length >= maxBytes) {
      length -= chunks.shift()!.length;
    }
  }
  const end = Buffer.concat(chunks).subarray(-maxBytes);
  let from = 0;
  // In UTF-8, what goes on with a character; at most three bytes do.
  while (length > maxBytes && from < 3 && (end[from] & 0xc0) === 0x80) from++;
  return end.subarray(from);
}
