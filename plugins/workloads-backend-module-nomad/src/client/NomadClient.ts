import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { NodeAwayError } from '@astrolabe/plugin-workloads-node';
import { Agent, request, WebSocket, type Dispatcher } from 'undici';

/** How to reach the servers of one region. */
export interface NomadConnection {
  /** A server, or a proxy before several, such as `https://nomad.example.org:4646`. */
  url: string;
  region: string;
  namespace: string;
  token?: string;
  /** PEM texts for mutual TLS. */
  tls?: { ca?: string; cert?: string; key?: string };
  /** How many items of a list are asked for at once. */
  pageSize: number;
}

type Value = string | number | boolean;
type Query = Record<string, Value | Value[] | undefined>;

interface NomadAnswer<T> {
  body: T;
  /** Of the state that was read. */
  index: number;
  /** Where the next page begins, when there is one. */
  nextToken?: string;
}

/** Longer than Nomad takes to forward a request and find out that a region is away. */
const TIMEOUT_MS = 10_000;
/** Nomad sends a sign of life into a stream every 30 s. */
const SILENCE_MS = 75_000;

/**
 * Nomad's HTTP API, for one region and namespace.
 *
 * Each method throws NotFoundError for 404, NotAllowedError for 403,
 * ConflictError for what Nomad refuses for good (400, 409), and
 * ServiceUnavailableError for all else that is not an answer.
 */
export class NomadClient {
  readonly connection: NomadConnection;
  readonly #agent: Agent;
  /** How often Nomad was asked, by method and path without ids; for tests and figures. */
  readonly calls: Map<string, number>;

  /** @param other - shares its connections and counts */
  constructor(connection: NomadConnection, other?: NomadClient) {
    this.connection = connection;
    this.calls = other?.calls ?? new Map();
    this.#agent = other
      ? other.#agent
      : new Agent({ connect: connection.tls, bodyTimeout: SILENCE_MS });
  }

  /** The same, for another namespace. */
  within(namespace: string): NomadClient {
    return new NomadClient({ ...this.connection, namespace }, this);
  }

  async get<T>(path: string, query: Query = {}): Promise<NomadAnswer<T>> {
    const answer = await this.#send('GET', path, { query });
    return {
      body: (await answer.body.json()) as T,
      index: Number(answer.headers['x-nomad-index'] ?? 0),
      nextToken: String(answer.headers['x-nomad-nexttoken'] ?? '') || undefined,
    };
  }

  /** All pages of a list; the index is that of the first one. */
  async list<T>(path: string, query: Query = {}): Promise<NomadAnswer<T[]>> {
    const per_page = this.connection.pageSize;
    const first = await this.get<T[]>(path, { ...query, per_page });
    const items = first.body;
    let next = first.nextToken;
    while (next) {
      const page = await this.get<T[]>(path, {
        ...query,
        per_page,
        next_token: next,
      });
      items.push(...page.body);
      next = page.nextToken;
    }
    return { body: items, index: first.index };
  }

  async send<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    { query, body }: { query?: Query; body?: unknown } = {},
  ): Promise<T> {
    const answer = await this.#send(method, path, { query, body });
    const text = await answer.body.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /**
   * The bytes of an answer.
   *
   * @throws ConflictError when there are more than `maxBytes`
   */
  async bytes(
    path: string,
    query: Query = {},
    maxBytes = Infinity,
  ): Promise<Buffer> {
    const answer = await this.#send('GET', path, { query });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new ConflictError(`Nomad answers more than ${maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** The lines of an answer that goes on until aborted or broken. */
  async *lines(
    path: string,
    options: { query: Query; signal: AbortSignal; onOpen(): void },
  ): AsyncGenerator<string> {
    const answer = await this.#send('GET', path, options);
    options.onOpen();
    let rest = '';
    answer.body.setEncoding('utf8');
    for await (const chunk of answer.body) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop()!;
      yield* parts;
    }
  }

  /** A connection for messages in both directions. */
  socket(path: string, query: Query = {}): WebSocket {
    const target = this.#target(path, query);
    target.protocol = target.protocol.replace('http', 'ws');
    return new WebSocket(target, {
      dispatcher: this.#agent,
      headers: this.#headers(),
    });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #send(
    method: Dispatcher.HttpMethod,
    path: string,
    options: { query?: Query; body?: unknown; signal?: AbortSignal },
  ): Promise<Dispatcher.ResponseData> {
    const { region } = this.connection;
    const kind = `${method} ${path.replace(/[0-9a-f-]{36}/g, ':id')}`;
    this.calls.set(kind, (this.calls.get(kind) ?? 0) + 1);
    const target = this.#target(path, options.query);
    let answer: Dispatcher.ResponseData;
    try {
      answer = await request(target, {
        method,
        dispatcher: this.#agent,
        signal: options.signal ?? AbortSignal.timeout(TIMEOUT_MS),
        // A stream begins to answer when there is something to tell.
        headersTimeout: options.signal ? SILENCE_MS : TIMEOUT_MS,
        headers: this.#headers(),
        body: options.body === undefined ? null : JSON.stringify(options.body),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `Nomad in region '${region}' does not answer: ${this.#reasonOf(error)}`,
      );
    }
    if (answer.statusCode < 300) return answer;
    throw refusal(answer.statusCode, (await answer.body.text()).trim(), region);
  }

  #reasonOf(error: unknown): string {
    const { message, code, cause } = error as Error & { code?: string };
    const said =
      message || (code ?? (cause as Error | undefined)?.message ?? `${error}`);
    const { url, tls } = this.connection;
    // Servers that miss a certificate close the connection without a word.
    const isMissed = url.startsWith('https:') && !tls?.cert;
    return isMissed && /closed|reset|certificate required/i.test(said)
      ? `${said}; it may want a certificate of the portal (workloads.nomad.tls)`
      : said;
  }

  #target(path: string, query: Query = {}): URL {
    const { url, region, namespace } = this.connection;
    const target = new URL(`/v1${path}`, url);
    const all: Query = { region, namespace, ...query };
    for (const [name, value] of Object.entries(all)) {
      for (const each of [value].flat()) {
        if (each !== undefined) target.searchParams.append(name, String(each));
      }
    }
    return target;
  }

  #headers(): Record<string, string> {
    const { token } = this.connection;
    return token ? { 'x-nomad-token': token } : {};
  }
}

/** A register that came too late is worth another try, unlike a job that is wrong. */
const TOO_LATE = /Enforcing job modify index|cas error|No path to region/i;

/** Files of a node that does not answer are there all the same. */
const NODE_AWAY = /No path to node/i;

function refusal(status: number, text: string, region: string): Error {
  const said = text.slice(0, 2000);
  if (NODE_AWAY.test(said)) {
    return new NodeAwayError(`Nomad in region '${region}': ${said}`);
  }
  if (status === 404) return new NotFoundError(said);
  if (status === 403) {
    return new NotAllowedError(
      `Nomad in region '${region}' refuses the portal's token: ${said}`,
    );
  }
  // What is wrong with a job is an internal error to Nomad 1.10.
  const isWrong =
    [400, 409].includes(status) ||
    (status === 500 && /validation failed|errors? occurred/i.test(said));
  if (isWrong && !TOO_LATE.test(said)) return new ConflictError(said);
  return new ServiceUnavailableError(
    `Nomad in region '${region}' answered ${status}: ${said}`,
  );
}
