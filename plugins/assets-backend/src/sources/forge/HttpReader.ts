import http from 'node:http';
import https from 'node:https';
import { SourcePausedError } from '@astrolabe/plugin-assets-node';
import { assertPublicHost, publicLookup } from './guard';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 4_000_000;
const MAX_REDIRECTS = 3;
/** Left for others that use the same token. */
const REQUESTS_LEFT = 10;
const DEFAULT_PAUSE_MS = 60_000;

/** An answer whose body was not too long. */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** Where it was found after redirects. */
  url: string;
}

/**
 * GET, with what reading a forge needs: entity tags, redirects that are checked
 * again, the guard against private networks, limits of size and time, and a
 * pause when the forge's rate limit is used up.
 */
export class HttpReader {
  readonly #token: string | undefined;
  readonly #tokenOrigins: Set<string>;
  readonly #allowPrivateNetwork: boolean;
  #pausedUntil = 0;

  constructor(options: {
    token?: string;
    /** Where the token may be sent. */
    tokenUrls: string[];
    allowPrivateNetwork: boolean;
  }) {
    this.#token = options.token;
    this.#tokenOrigins = new Set(
      options.tokenUrls.map(url => new URL(url).origin),
    );
    this.#allowPrivateNetwork = options.allowPrivateNetwork;
  }

  /** Status is 200, 304, 404 or 410; anything else is an error. */
  async get(
    address: string,
    options: { etag?: string; accept?: string; signal: AbortSignal },
  ): Promise<Answer> {
    let url = address;
    for (let redirects = 0; ; redirects++) {
      this.#assertNotPaused();
      const answer = await this.#request(url, options);
      const { location } = answer.headers;
      if ([301, 302, 303, 307, 308].includes(answer.status) && location) {
        if (redirects === MAX_REDIRECTS) {
          throw new Error(`${address} redirects too often`);
        }
        url = new URL(location, url).href;
        continue;
      }
      this.#heedLimits(answer);
      if (![200, 304, 404, 410].includes(answer.status)) {
        throw new Error(`${url} answered with status ${answer.status}`);
      }
      return answer;
    }
  }

  #assertNotPaused(): void {
    if (this.#pausedUntil > Date.now()) {
      throw pause(this.#pausedUntil);
    }
  }

  /** What GitHub documents for its REST API, and RFC 9110 for Retry-After. */
  #heedLimits({ status, headers }: Answer): void {
    const remaining = headers['x-ratelimit-remaining'];
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    const retryAfter = headers['retry-after'];
    const isRefused = status === 403 || status === 429;
    if (isRefused && retryAfter !== undefined) {
      const seconds = Number(retryAfter);
      this.#pausedUntil = Number.isFinite(seconds)
        ? Date.now() + seconds * 1000
        : Date.parse(retryAfter) || Date.now() + DEFAULT_PAUSE_MS;
    } else if (isRefused && remaining === '0') {
      this.#pausedUntil = reset || Date.now() + DEFAULT_PAUSE_MS;
    } else if (status === 429) {
      this.#pausedUntil = Date.now() + DEFAULT_PAUSE_MS;
    }
    if (isRefused) this.#assertNotPaused();
    // Not yet refused, but the next ones would be.
    if (remaining !== undefined && Number(remaining) < REQUESTS_LEFT && reset) {
      this.#pausedUntil = reset;
    }
  }

  #request(
    address: string,
    options: { etag?: string; accept?: string; signal: AbortSignal },
  ): Promise<Answer> {
    const url = new URL(address);
    const isTls = url.protocol === 'https:';
    if (!isTls && url.protocol !== 'http:') {
      throw new Error(`${address} is neither http: nor https:`);
    }
    if (!this.#allowPrivateNetwork) assertPublicHost(url.hostname);
    return new Promise((resolve, reject) => {
      const request = (isTls ? https : http).request(
        url,
        {
          method: 'GET',
          headers: this.#headersFor(url, options),
          timeout: TIMEOUT_MS,
          signal: AbortSignal.any([
            options.signal,
            AbortSignal.timeout(TIMEOUT_MS),
          ]),
          ...(this.#allowPrivateNetwork ? {} : { lookup: publicLookup }),
        },
        response => {
          readBody(response).then(
            body =>
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body,
                url: address,
              }),
            reject,
          );
        },
      );
      request.on('timeout', () => {
        request.destroy(new Error(`${address} does not answer`));
      });
      request.on('error', reject);
      request.end();
    });
  }

  #headersFor(url: URL, options: { etag?: string; accept?: string }) {
    const isTokens = this.#token && this.#tokenOrigins.has(url.origin);
    return {
      'user-agent': 'astrolabe',
      accept: options.accept ?? '*/*',
      ...(options.etag ? { 'if-none-match': options.etag } : {}),
      ...(isTokens ? { authorization: `Bearer ${this.#token}` } : {}),
    };
  }
}

async function readBody(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > MAX_BYTES) {
      response.destroy();
      throw new Error(`The answer is longer than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function pause(until: number): SourcePausedError {
  const date = new Date(until);
  return new SourcePausedError(
    `The forge's rate limit is used up until ${date.toISOString()}; reading goes on then.`,
    date,
  );
}
