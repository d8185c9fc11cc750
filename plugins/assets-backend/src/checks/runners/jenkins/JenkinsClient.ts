import { GuardedClient, NetworkGuard, type Answer } from '@astrolabe/http';
import { assertError } from '@backstage/errors';
import { RunnerAwayError } from '../../types';
import type { JenkinsConfig } from './types';

const TIMEOUT_MS = 20_000;
/** A log is sent whole, of which its end is kept. */
const LOG_TIMEOUT_MS = 60_000;

/** It does not let in whom the operator has named. */
export class JenkinsRefusedError extends Error {
  override readonly name = 'JenkinsRefusedError';
}

/** The remote access API of one Jenkins; paths are below its address. */
export class JenkinsClient {
  readonly #client: GuardedClient;
  readonly #url: string;
  readonly #authorization: string;

  constructor({ id, url, user, token, allowPrivateNetwork }: JenkinsConfig) {
    this.#url = url.replace(/\/+$/, '');
    const pair = Buffer.from(`${user}:${token}`, 'utf8').toString('base64');
    this.#authorization = `Basic ${pair}`;
    this.#client = new GuardedClient(
      new NetworkGuard({
        allowedHosts: allowPrivateNetwork ? [hostAndPort(url)] : [],
        nextStep: `Set 'allowPrivateNetwork: true' for the Jenkins '${id}' if that is meant.`,
      }),
    );
  }

  /** Fields of a thing, as `tree` names them; undefined where there is no such thing. */
  async find<T>(path: string, tree = ''): Promise<T | undefined> {
    const query = tree && `?tree=${encodeURIComponent(tree)}`;
    const answer = await this.#ask('GET', `${path}/api/json${query}`);
    return this.#read(answer);
  }

  /** As `find`, of what plugins add. */
  async findAt<T>(path: string): Promise<T | undefined> {
    return this.#read(await this.#ask('GET', path));
  }

  /** Has something built. @returns its place in the queue */
  async build(path: string, fields: Record<string, string>): Promise<string> {
    const { status, headers } = await this.post(path, fields);
    const place = /\/queue\/item\/(\d+)/.exec(headers.location ?? '')?.[1];
    if (status === 201 && place) return place;
    // The page of a sign-in, or of something in between.
    throw new RunnerAwayError(
      `${this.#host} has not said where a build waits (${status})`,
    );
  }

  /** The end of a text. */
  async text(path: string, maxBytes: number): Promise<string | undefined> {
    const answer = await this.#ask('GET', path, {
      ...{ maxBytes, keeps: 'end', timeoutMs: LOG_TIMEOUT_MS },
    });
    return answer.status === 404 ? undefined : answer.body;
  }

  /** Has something done; with a crumb where it wants one, which API tokens need not have. */
  async post(
    path: string,
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    const send = (headers: Record<string, string> = {}) =>
      this.#request('POST', path, {
        body: new URLSearchParams(fields).toString(),
        headers: {
          ...{ 'content-type': 'application/x-www-form-urlencoded' },
          ...headers,
        },
      });
    let answer = await send();
    if (answer.status === 403 && /crumb/i.test(answer.body)) {
      answer = await send(await this.#crumb());
    }
    return this.#well(answer);
  }

  /** A crumb is good in the session that it was given in. */
  async #crumb(): Promise<Record<string, string>> {
    const answer = await this.#ask('GET', '/crumbIssuer/api/json');
    const found = this.#read<{ crumb: string; crumbRequestField: string }>(
      answer,
    );
    if (!found) return {};
    const cookies = answer.headers['set-cookie'] ?? [];
    return {
      [found.crumbRequestField]: found.crumb,
      cookie: cookies.map(each => each.split(';')[0]).join('; '),
    };
  }

  async #ask(
    method: string,
    path: string,
    options: Parameters<GuardedClient['request']>[1] = {},
  ): Promise<Answer> {
    return this.#well(await this.#request(method, path, options));
  }

  async #request(
    method: string,
    path: string,
    options: Parameters<GuardedClient['request']>[1] = {},
  ): Promise<Answer> {
    try {
      return await this.#client.request(`${this.#url}${path}`, {
        ...{ method, timeoutMs: TIMEOUT_MS, ...options },
        headers: { authorization: this.#authorization, ...options.headers },
      });
    } catch (error) {
      assertError(error);
      if ('nextStep' in error) throw new JenkinsRefusedError(error.message);
      throw new RunnerAwayError(`${this.#host} does not answer`);
    }
  }

  /** What is there, and what is not: all else is an error. */
  #well(answer: Answer): Answer {
    const { status } = answer;
    if (status < 400 || status === 404) return answer;
    if (status === 401 || status === 403) {
      throw new JenkinsRefusedError(
        `${this.#host} does not let the portal do that (${status})`,
      );
    }
    throw new RunnerAwayError(`${this.#host} answered ${status}`);
  }

  #read<T>(answer: Answer): T | undefined {
    if (answer.status === 404) return undefined;
    try {
      return JSON.parse(answer.body) as T;
    } catch {
      throw new RunnerAwayError(`${this.#host} does not speak as Jenkins does`);
    }
  }

  get #host(): string {
    return new URL(this.#url).host;
  }
}

function hostAndPort(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
