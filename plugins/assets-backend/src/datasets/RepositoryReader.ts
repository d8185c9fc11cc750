import { setTimeout } from 'node:timers/promises';
import type { Answer, GuardedClient } from '@astrolabe/http';
import LinkHeader from 'http-link-header';
import type { z } from 'zod';
import { away, busy, closed, notThere, notUnderstood } from './problems';

/** Listings of many thousand files are long. */
const MAX_BYTES = 16_000_000;
/** All that one description takes. */
const PATIENCE_MS = 20_000;
/** A pause that a repository asks for is waited for when it is no longer. */
const LONGEST_PAUSE_SECONDS = 5;
const TRIES = 3;
/** Only the head of a page or file is of interest. */
const HEAD_BYTES = 64_000;

/** A link of the head of a page, absolute. */
export interface TypedLink {
  rel: string;
  href: string;
  type?: string;
}

/**
 * Asks repositories, for as long as one description may take: bounded in time
 * and size, patient where they say for how long, and with the same words for
 * the same trouble. Addresses are those of people, so the guard is asked.
 */
export class RepositoryReader {
  readonly #client: GuardedClient;
  readonly #until = Date.now() + PATIENCE_MS;

  constructor(client: GuardedClient) {
    this.#client = client;
  }

  /** What an address answers, in the shape that it is known to have. */
  async json<T extends z.ZodType>(
    address: string,
    shape: T,
  ): Promise<z.infer<T>> {
    const { body } = await this.#ask(address, {
      headers: { accept: 'application/json, application/linkset+json' },
    });
    const where = new URL(address).host;
    let answer;
    try {
      answer = JSON.parse(body);
    } catch {
      throw notUnderstood(where, 'it is no JSON');
    }
    const read = shape.safeParse(answer);
    if (read.success) return read.data;
    const [{ path, message }] = read.error.issues;
    throw notUnderstood(where, `${path.join('.')}: ${message}`);
  }

  /** The head of a page or file: how long it is, and its typed links (RFC 8288). */
  async head(address: string): Promise<{
    url: string;
    bytes?: number;
    type?: string;
    links: TypedLink[];
  }> {
    const { headers, url } = await this.#ask(address, {
      method: 'HEAD',
      maxBytes: HEAD_BYTES,
    });
    const bytes = Number(headers['content-length']);
    return {
      url,
      ...(Number.isSafeInteger(bytes) && { bytes }),
      type: headers['content-type']?.split(';')[0].trim(),
      links: linksOf(headers.link, url),
    };
  }

  async #ask(
    address: string,
    options: {
      method?: string;
      headers?: Record<string, string>;
      maxBytes?: number;
    },
  ): Promise<Answer> {
    const where = new URL(address).host;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(address, options);
      const { status } = answer;
      if (status >= 200 && status < 300) return answer;
      if (status === 404 || status === 410) throw notThere(where);
      if (status === 401 || status === 403) throw closed(where, status);
      const seconds = pauseOf(answer);
      if (seconds === undefined) throw away(where, `it answered ${status}`);
      const isWorthIt =
        seconds <= LONGEST_PAUSE_SECONDS &&
        Date.now() + seconds * 1000 < this.#until &&
        attempt < TRIES;
      if (!isWorthIt) throw busy(where, seconds);
      await setTimeout(seconds * 1000);
    }
  }

  async #once(
    address: string,
    options: { maxBytes?: number },
  ): Promise<Answer> {
    const left = this.#until - Date.now();
    const where = new URL(address).host;
    if (left <= 0) throw away(where, 'it takes too long');
    try {
      return await this.#client.request(address, {
        maxBytes: MAX_BYTES,
        ...options,
        timeoutMs: left,
      });
    } catch (error) {
      // What the guard refuses has its own words.
      if ((error as { code?: string }).code === 'PRIVATE_ADDRESS') throw error;
      throw away(where, (error as Error).message);
    }
  }
}

/** Seconds that a busy server asks for (RFC 9110, 10.2.3); undefined where it asks for none. */
function pauseOf({ status, headers }: Answer): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const said = headers['retry-after'];
  if (said === undefined) return status === 429 ? 1 : undefined;
  const seconds = /^\d+$/.test(said)
    ? Number(said)
    : (Date.parse(said) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 1 : Math.max(Math.ceil(seconds), 0);
}

function linksOf(header: string | string[] | undefined, url: string) {
  const links: TypedLink[] = [];
  for (const text of [header ?? []].flat()) {
    try {
      for (const { uri, rel, type } of LinkHeader.parse(text).refs) {
        if (URL.canParse(uri, url))
          links.push({ rel, href: new URL(uri, url).href, type });
      }
    } catch {
      // A header that nobody can read says nothing.
    }
  }
  return links;
}
