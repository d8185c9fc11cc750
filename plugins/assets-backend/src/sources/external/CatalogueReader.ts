import {
  AnswerTooLongError,
  GuardedClient,
  NetworkGuard,
  type Answer,
} from '@astrolabe/http';
import { SourcePausedError } from '@astrolabe/plugin-assets-node';
import type { ExternalAnswer, ExternalConfig } from './types';

/** Of a list: that of the BioImage Model Zoo is one file. */
const LIST_BYTES = 32_000_000;
const TEXT_BYTES = 500_000;
const PATIENCE_MS = 60_000;
/** When a catalogue asks for a pause and doesn't say how long. */
const PAUSE_MS = 10 * 60_000;

/**
 * Asks a catalogue, and the addresses that it gives: bounded, guarded, and patient.
 * Where the catalogue itself may be in a private network, what its entries name may
 * still not be: anybody can write an entry.
 */
export class CatalogueReader {
  readonly #client: GuardedClient;
  readonly #signal: AbortSignal;
  readonly #token: string | undefined;
  readonly #origins: Set<string>;

  constructor(
    config: ExternalConfig,
    { lists, signal }: { lists: string[]; signal: AbortSignal },
  ) {
    const urls = lists.map(list => new URL(list));
    this.#client = new GuardedClient(
      new NetworkGuard({
        allowedHosts: config.allowPrivateNetwork ? urls.map(hostAndPort) : [],
        nextStep: config.allowPrivateNetwork
          ? "'allowPrivateNetwork' is for the host and port of the catalogue alone: have its files there, too."
          : "Set 'allowPrivateNetwork: true' for this catalogue if that is meant.",
      }),
    );
    this.#signal = signal;
    this.#token = config.token;
    this.#origins = new Set(urls.map(({ origin }) => origin));
  }

  /** A list; undefined when it is as it was. */
  async list(
    address: string,
    etag?: string,
  ): Promise<(ExternalAnswer & { etag?: string }) | undefined> {
    const answer = await this.#get(address, {
      maxBytes: LIST_BYTES,
      headers: {
        accept: 'application/json',
        ...(etag ? { 'if-none-match': etag } : {}),
      },
    });
    if (answer.status === 304 && etag) return undefined;
    if (answer.status !== 200) {
      throw new Error(`${address} answered with status ${answer.status}`);
    }
    let value: unknown;
    try {
      value = JSON.parse(answer.body);
    } catch {
      throw new Error(`${address} answered with what is no JSON, or cut short`);
    }
    const { link } = answer.headers;
    return { value, link, url: answer.url, etag: answer.headers.etag };
  }

  /** A file of an entry; undefined where it is not there, not for everybody, or too long. */
  async text(address: string): Promise<string | undefined> {
    const answer = await this.#get(address, { maxBytes: TEXT_BYTES }).catch(
      error => {
        if (error instanceof AnswerTooLongError) return undefined;
        throw error;
      },
    );
    if (!answer) return undefined;
    if (answer.status === 200) return answer.body;
    if ([401, 403, 404, 410].includes(answer.status)) return undefined;
    throw new Error(`${address} answered with status ${answer.status}`);
  }

  async #get(
    address: string,
    options: { maxBytes: number; headers?: Record<string, string> },
  ): Promise<Answer> {
    const { maxBytes, headers = {} } = options;
    const answer = await this.#client.request(address, {
      ...{ maxBytes, signal: this.#signal, timeoutMs: PATIENCE_MS },
      headers: url => ({
        ...headers,
        ...(this.#token && this.#origins.has(url.origin)
          ? { authorization: `Bearer ${this.#token}` }
          : {}),
      }),
    });
    // Others than the catalogue do not make all of it wait.
    const isOwn = this.#origins.has(new URL(address).origin);
    if (isOwn && (answer.status === 429 || answer.status === 503)) {
      const asked = answer.headers['retry-after'];
      if (answer.status === 429 || asked) throw pausedBy(answer, asked);
    }
    return answer;
  }
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** RFC 9110, 10.2.3: seconds, or when. */
function pausedBy({ url }: Answer, asked: string | undefined) {
  const ms = /^\d+$/.test(asked ?? '')
    ? Number(asked) * 1000
    : Date.parse(asked ?? '') - Date.now();
  const pause = Math.min(Number.isNaN(ms) ? PAUSE_MS : ms, 24 * 3_600_000);
  const until = new Date(Date.now() + Math.max(pause, 1_000));
  const { host } = new URL(url);
  return new SourcePausedError(
    `${host} asks for fewer requests; reading goes on at ${until.toISOString()}.`,
    until,
  );
}
