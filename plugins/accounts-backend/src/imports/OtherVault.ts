import type { Answer, GuardedClient } from '@astrolabe/http';
import { noKv1, notMounted, vaultAway, vaultRefuses } from './problems';

/** For one question. */
const ANSWER_MS = 10_000;

/** Where another portal keeps secrets: the address and token are given once, and kept nowhere. */
export interface VaultPlace {
  /** Its origin. */
  address: string;
  token: string;
  namespace?: string;
  /** Of a KV engine of version 1. */
  mount: string;
}

export interface Child {
  name: string;
  isFolder: boolean;
}

/** By code units: what comes after what has to be the same for all who ask. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Reads a KV engine of version 1, which our own store does not. */
export class OtherVault {
  readonly #client: GuardedClient;
  readonly #place: VaultPlace;

  constructor(client: GuardedClient, place: VaultPlace) {
    this.#client = client;
    this.#place = place;
  }

  /** @throws InputError where what is mounted there is no KV engine of version 1 */
  async assertKv1(): Promise<void> {
    const { mount } = this.#place;
    const answer = await this.#ask(`sys/internal/ui/mounts/${mount}`);
    // Some tokens may not know; then the first list tells.
    if (answer.status !== 200) return;
    const { type, options } = dataOf(answer);
    const { version = '1' } = (options ?? {}) as { version?: string };
    if (type !== 'kv' || version !== '1')
      throw noKv1(mount, `${type} ${version}`);
  }

  /** What is right below, by name; what has the name of a folder comes before it. */
  async list(path: readonly string[]): Promise<Child[]> {
    const answer = await this.#ask(`${this.#at(path)}?list=true`);
    if (answer.status === 404) {
      // Of a folder that is empty, it says nothing.
      const [why] = (tryJson(answer).errors ?? []) as string[];
      if (why) throw notMounted(this.#place.mount);
      return [];
    }
    return (expected(answer).keys as string[])
      .map(key => ({
        name: key.replace(/\/$/, ''),
        isFolder: key.endsWith('/'),
      }))
      .sort(
        (one, other) =>
          compare(one.name, other.name) ||
          Number(one.isFolder) - Number(other.isFolder),
      );
  }

  /** Undefined: it is gone meanwhile. */
  async read(
    path: readonly string[],
  ): Promise<Record<string, unknown> | undefined> {
    const answer = await this.#ask(this.#at(path));
    return answer.status === 404 ? undefined : expected(answer);
  }

  #at(path: readonly string[]): string {
    return [this.#place.mount, ...path.map(encodeURIComponent)].join('/');
  }

  async #ask(path: string): Promise<Answer> {
    const { address, token, namespace } = this.#place;
    try {
      return await this.#client.request(`${address}/v1/${path}`, {
        timeoutMs: ANSWER_MS,
        headers: {
          'x-vault-request': 'true',
          'x-vault-token': token,
          ...(namespace && { 'x-vault-namespace': namespace }),
        },
      });
    } catch (error) {
      throw vaultAway(error as Error);
    }
  }
}

function expected(answer: Answer): Record<string, unknown> {
  if (answer.status === 403) throw vaultRefuses();
  if (answer.status !== 200) {
    throw vaultAway(new Error(`it answered ${answer.status}`));
  }
  return dataOf(answer);
}

function dataOf(answer: Answer): Record<string, unknown> {
  const { data } = tryJson(answer);
  if (data && typeof data === 'object') return data as Record<string, unknown>;
  throw vaultAway(new Error('what answers there is no Vault'));
}

function tryJson({ body }: Answer): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    // Not JSON: then nothing of it is said, as it could be a value.
    return {};
  }
}
