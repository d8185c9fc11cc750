import { GuardedClient, NetworkGuard, type Answer } from '@astrolabe/http';
import { SourcePausedError } from '@astrolabe/plugin-assets-node';

/** Left for others that use the same token. */
const REQUESTS_LEFT = 10;
const DEFAULT_PAUSE_MS = 60_000;

/**
 * GET, with what reading a forge needs: entity tags, a token for its origins
 * alone, and a pause when the forge's rate limit is used up.
 */
export class HttpReader {
  readonly #token: string | undefined;
  readonly #tokenOrigins: Set<string>;
  readonly #client: GuardedClient;
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
    const guard = new NetworkGuard({
      anything: options.allowPrivateNetwork,
      nextStep:
        "Set 'allowPrivateNetwork: true' for this forge if that is meant.",
    });
    this.#client = new GuardedClient(guard);
  }

  /** Status is 200, 304, 404 or 410; anything else is an error. */
  async get(
    address: string,
    options: {
      etag?: string;
      accept?: string;
      /** Of what is longer, only so many bytes are read. */
      beginning?: number;
      /** Statuses that are an answer, too. */
      also?: readonly number[];
      signal: AbortSignal;
    },
  ): Promise<Answer> {
    this.#assertNotPaused();
    const { beginning, also = [], signal } = options;
    const answer = await this.#client.request(address, {
      headers: url => this.#headersFor(url, options),
      signal,
      ...(beginning && { maxBytes: beginning, keeps: 'beginning' }),
    });
    this.#heedLimits(answer);
    if (![200, 304, 404, 410, ...also].includes(answer.status)) {
      throw new Error(`${answer.url} answered with status ${answer.status}`);
    }
    return answer;
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

  #headersFor(
    url: URL,
    options: { etag?: string; accept?: string },
  ): Record<string, string> {
    const isTokens = this.#token && this.#tokenOrigins.has(url.origin);
    return {
      ...(options.accept ? { accept: options.accept } : {}),
      ...(options.etag ? { 'if-none-match': options.etag } : {}),
      ...(isTokens ? { authorization: `Bearer ${this.#token}` } : {}),
    };
  }
}

function pause(until: number): SourcePausedError {
  const date = new Date(until);
  return new SourcePausedError(
    `The forge's rate limit is used up until ${date.toISOString()}; reading goes on then.`,
    date,
  );
}
