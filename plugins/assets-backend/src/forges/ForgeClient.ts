import type { Readable } from 'node:stream';
import {
  AnswerTooLongError,
  type Answer,
  type OpenAnswer,
} from '@astrolabe/http';
import { assertError } from '@backstage/errors';
import { ForgeError, type ForgeWire } from './types';

const TIMEOUT_MS = 20_000;
/** Of a file that is sent, beside that: so much comes through a poor line in a millisecond. */
const BYTES_A_MS = 50;
const PAUSE_MS = 60_000;
/** No forge says more by right. */
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;
/** Of a refusal that is opened as a file is. */
const HEAD_BYTES = 64_000;
/** Of what a forge says, in our own words about it. */
const SAID_LENGTH = 300;
const MOST_FIELDS = 3;

/** How one forge says what others say elsewhere. */
export interface Dialect {
  /** Sent with each request. */
  headers: Record<string, string>;
  /** What the token lacks, where the answer says it. */
  needs(answer: Answer, said: Record<string, unknown>): string | undefined;
  /** Whether a refusal says that there is one of this name. */
  isTaken?(answer: Answer): boolean;
  /** Whether it says that others have put something in meanwhile. */
  isMoved?(answer: Answer): boolean;
  /** Whether it says otherwise than by 403 that the person may not. */
  isForbidden?(answer: Answer): boolean;
}

interface Question {
  body?: object;
  /** Statuses that are an answer, too; they give undefined. */
  none?: readonly number[];
  /** Of an answer that is longer, so much of its end; without it, that is an error. */
  lastBytes?: number;
}

/** JSON over HTTP with a forge; what is no good answer is a ForgeError. */
export class ForgeClient {
  readonly #client: ForgeWire;
  readonly #api: string;
  readonly #dialect: Dialect;

  constructor(client: ForgeWire, api: string, dialect: Dialect) {
    this.#client = client;
    this.#api = api;
    this.#dialect = dialect;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask('GET', path, {}) as Promise<T>;
  }

  /** Undefined where it is not there. */
  find<T>(path: string, none: readonly number[] = [404]) {
    return this.#ask('GET', path, { none }) as Promise<T | undefined>;
  }

  /** A file as it is; of a log that is longer, its end. */
  async text(path: string, lastBytes?: number): Promise<string | undefined> {
    const answer = await this.#request('GET', path, { lastBytes });
    if (answer.status === 404) return undefined;
    this.#assertWell(answer, 'GET');
    return answer.body;
  }

  send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> {
    return this.#ask(method, path, { body }) as Promise<T>;
  }

  /** A file that is too much to be held in memory. */
  async open(
    path: string,
    limits: { maxBytes: number; timeoutMs: number },
  ): Promise<OpenAnswer> {
    const { headers } = this.#dialect;
    const answer = await this.#answered(() =>
      this.#client.open(`${this.#api}${path}`, { headers, ...limits }),
    );
    return this.#wellOf(answer, 'GET');
  }

  /** Puts one there. */
  async put(
    path: string,
    file: { bytes: number; body: Readable; timeoutMs: number },
  ): Promise<void> {
    const { bytes, ...rest } = file;
    const answer = await this.#answered(() =>
      this.#client.open(`${this.#api}${path}`, {
        ...{ method: 'PUT', ...rest },
        headers: {
          ...this.#dialect.headers,
          'content-type': 'application/octet-stream',
          'content-length': String(bytes),
        },
      }),
    );
    const { body: said } = await this.#wellOf(answer, 'PUT');
    // Nobody reads it; what breaks in it breaks nothing.
    await headOf(said).catch(() => {});
  }

  /** A small one, also at another address of the same forge. */
  async upload(
    method: 'POST' | 'PUT',
    path: string,
    { text, api = this.#api }: { text: string; api?: string },
  ): Promise<void> {
    const answer = await this.#answered(() =>
      this.#client.request(`${api}${path}`, {
        ...{ method, body: text },
        timeoutMs: TIMEOUT_MS + Math.ceil(Buffer.byteLength(text) / BYTES_A_MS),
        headers: {
          'user-agent': 'astrolabe',
          ...this.#dialect.headers,
          'content-type': 'application/octet-stream',
        },
      }),
    );
    this.#assertWell(answer, method);
  }

  async #wellOf(answer: OpenAnswer, method: string): Promise<OpenAnswer> {
    if (answer.status < 200 || answer.status >= 300) {
      // Its status says enough where its words break off.
      const body = await headOf(answer.body).catch(() => '');
      this.#assertWell({ ...answer, body }, method);
    }
    return answer;
  }

  async #ask(
    method: string,
    path: string,
    { body, none = [] }: Question,
  ): Promise<unknown> {
    const answer = await this.#request(method, path, { body });
    if (none.includes(answer.status)) return undefined;
    this.#assertWell(answer, method);
    if (!answer.body) return undefined;
    try {
      return JSON.parse(answer.body);
    } catch {
      const { host } = new URL(this.#api);
      throw new ForgeError('unclear', `${host} does not speak as a forge does`);
    }
  }

  async #request(
    method: string,
    path: string,
    { body, lastBytes }: Question,
  ): Promise<Answer> {
    return this.#answered(() =>
      this.#client.request(`${this.#api}${path}`, {
        ...{ method, timeoutMs: TIMEOUT_MS },
        headers: {
          'user-agent': 'astrolabe',
          ...this.#dialect.headers,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        ...(lastBytes && { maxBytes: lastBytes, keeps: 'end' }),
      }),
    );
  }

  /** What is no answer at all is an error, too. */
  async #answered<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      assertError(error);
      if ('code' in error && error.code === 'PRIVATE_ADDRESS') throw error;
      const { host } = new URL(this.#api);
      if (error instanceof AnswerTooLongError) {
        throw new ForgeError('unclear', `${host}: ${error.message}`);
      }
      const why = 'code' in error ? ` (${error.code})` : '';
      throw new ForgeError('away', `${host} does not answer${why}`);
    }
  }

  #assertWell(answer: Answer, method: string): void {
    const { status } = answer;
    if (status >= 200 && status < 300) return;
    const { host } = new URL(this.#api);
    const said = saidBy(answer);
    const words = `${host} answered ${status}${said.text && `: ${said.text}`}`;
    const until = pauseOf(answer);
    if (until) throw new ForgeError('limited', words, { until });
    if (status === 401) throw new ForgeError('refused', words);
    if (this.#dialect.isMoved?.(answer)) throw new ForgeError('moved', words);
    if (this.#dialect.isTaken?.(answer)) throw new ForgeError('taken', words);
    if (this.#dialect.isForbidden?.(answer)) {
      throw new ForgeError('forbidden', words);
    }
    const needs = this.#dialect.needs(answer, said.json);
    // A forge may say of what one may not write to that it is not there.
    if (status === 403 || (status === 404 && needs && method !== 'GET')) {
      throw new ForgeError('forbidden', words, { needs });
    }
    throw new ForgeError(status >= 500 ? 'away' : 'unclear', words);
  }
}

/** What GitHub documents for its REST API, and RFC 9110 for Retry-After. */
function pauseOf({ status, headers }: Answer): Date | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = Number(after);
    return inTime(
      Number.isFinite(seconds)
        ? Date.now() + seconds * 1000
        : Date.parse(after),
    );
  }
  const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  const isUsedUp = headers['x-ratelimit-remaining'] === '0';
  if (status === 403 && !isUsedUp) return undefined;
  return inTime(Number(reset) * 1000);
}

function inTime(until: number): Date {
  const now = Date.now();
  return new Date(Math.min(until || now + PAUSE_MS, now + LONGEST_PAUSE_MS));
}

function saidBy({ body }: Answer) {
  const json: Record<string, unknown> = objectOf(body);
  const said = json.message ?? json.error_description ?? json.error ?? '';
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  const words = [text, ...fieldsOf(json.errors)].filter(Boolean).join(' ');
  return { json, text: words.slice(0, SAID_LENGTH) };
}

/** Of what was sent, the fields that are wrong, as GitHub and Zenodo name them. */
function fieldsOf(errors: unknown): string[] {
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, MOST_FIELDS).flatMap(error => {
    const { field, message } = Object(error) as Record<string, unknown>;
    return typeof field === 'string' && typeof message === 'string'
      ? [`${field}: ${message}`]
      : [];
  });
}

/** The beginning of an answer, whose rest is not fetched. */
async function headOf(body: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Leaving ends it.
  for await (const part of body) {
    parts.push(Buffer.from(part));
    bytes += part.length;
    if (bytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES).toString();
}

function objectOf(body: string): Record<string, unknown> {
  try {
    const found = JSON.parse(body);
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
