import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { StoreAwayError, VersionError } from '../errors';
import type {
  SecretData,
  SecretPath,
  SecretStore,
  StoreHealth,
} from '../SecretStore';
import type { VaultConfig } from './readVaultConfig';
import type { VaultAnswer } from './send';
import { VaultClient } from './VaultClient';

/** What a page waits for. */
const SOON_MS = 2000;

/** Secrets in a KV engine of version 2, of which Vault knows the versions. */
export class VaultSecretStore implements SecretStore {
  readonly id = 'vault';
  readonly #client: VaultClient;
  readonly #config: VaultConfig;

  constructor(config: VaultConfig, { logger }: { logger: LoggerService }) {
    this.#config = config;
    this.#client = new VaultClient(config, { logger });
  }

  /** By asking what takes all that the others take: a server that leads, and a token. */
  async health(): Promise<StoreHealth> {
    try {
      const path = 'auth/token/lookup-self';
      const { status } = await this.#client.request(
        { method: 'GET', path },
        { withinMs: SOON_MS },
      );
      if (status === 200) return { state: 'ready' };
      return { state: 'away', reason: `Vault answers with ${status}` };
    } catch (error) {
      if (error instanceof StoreAwayError) return error.health;
      throw error;
    }
  }

  async read(path: SecretPath, options?: { withinMs: number }) {
    const answer = await this.#client.request(
      { method: 'GET', path: this.#at('data', path) },
      options,
    );
    if (answer.status === 404) return undefined;
    const { data, metadata } = expected(answer, 200).data;
    return {
      data: data as SecretData,
      version: metadata.version as number,
    };
  }

  /**
   * Vault writes only onto the version that it shall follow, so what was perhaps
   * written can be written again: it is written once.
   */
  async write(
    path: SecretPath,
    data: SecretData,
    { ifVersion }: { ifVersion: number },
  ): Promise<number> {
    const until = Date.now() + this.#config.timeoutMs;
    let perhaps: StoreAwayError | undefined;
    do {
      try {
        return await this.#write(path, data, { ifVersion, until });
      } catch (error) {
        const isUnsure =
          error instanceof StoreAwayError && error.mayHaveChanged;
        if (isUnsure) perhaps = error;
        if (!perhaps) throw error;
        const kept = await this.#look(path);
        const isOurs =
          kept?.version === ifVersion + 1 &&
          isDeepStrictEqual({ ...kept.data }, { ...data });
        if (isOurs) return kept.version;
        if (!isUnsure) throw error;
      }
    } while (Date.now() < until);
    throw perhaps;
  }

  async remove(path: SecretPath): Promise<void> {
    const answer = await this.#client.request({
      method: 'DELETE',
      path: this.#at('metadata', path),
    });
    expected(answer, 204);
  }

  async list(path: SecretPath): Promise<string[]> {
    const answer = await this.#client.request({
      method: 'GET',
      path: `${this.#at('metadata', path)}?list=true`,
    });
    if (answer.status === 404) return [];
    return [...(expected(answer, 200).data.keys as string[])].sort();
  }

  /** Gives the portal's token back. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  #at(what: 'data' | 'metadata', path: SecretPath): string {
    const { mount, path: top } = this.#config;
    return [mount, what, top, ...path].join('/');
  }

  async #write(
    path: SecretPath,
    data: SecretData,
    { ifVersion, until }: { ifVersion: number; until: number },
  ): Promise<number> {
    const answer = await this.#client.request(
      {
        method: 'POST',
        path: this.#at('data', path),
        body: { options: { cas: ifVersion }, data },
        isOnce: true,
      },
      { withinMs: until - Date.now() },
    );
    const why = String(answer.body?.errors ?? '');
    if (answer.status === 400 && why.includes('check-and-set')) {
      throw new VersionError();
    }
    return expected(answer, 200).data.version as number;
  }

  /** What is there now, where that can be said soon. */
  async #look(path: SecretPath) {
    return this.read(path, { withinMs: SOON_MS }).catch(() => undefined);
  }
}

function expected({ status, body }: VaultAnswer, wanted: number) {
  if (status === wanted) return body;
  throw new StoreAwayError({
    state: 'away',
    reason: `Vault answers with ${status}`,
  });
}
