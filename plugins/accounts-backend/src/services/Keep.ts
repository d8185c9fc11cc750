import { v7 as uuid } from 'uuid';
import { secretPath, VersionError, type SecretStore } from '../stores';
import type { Values } from './providers';

/** What is older than that and belongs to nothing was left by a crash. */
const LEFT_MS = 3_600_000;

/**
 * What is secret of linked services, in the secret store: each time in a new place,
 * so that what refers to it has either all of the old or all of the new.
 */
export class Keep {
  readonly #store: SecretStore;
  readonly #folder: string;

  constructor(store: SecretStore, folder: 'accounts' | 'logins') {
    this.#store = store;
    this.#folder = folder;
  }

  /** @returns where it is */
  async put(values: Values, id = uuid()): Promise<string> {
    await this.#store.write(this.#path(id), { ...values }, { ifVersion: 0 });
    return id;
  }

  async get(id: string): Promise<Values | undefined> {
    return (await this.read(id))?.data;
  }

  /** With its version, for whoever wants to change it. */
  async read(
    id: string,
  ): Promise<{ data: Values; version: number } | undefined> {
    return this.#store.read(this.#path(id));
  }

  /**
   * Changes what still has this version.
   *
   * @returns its version now; undefined where somebody else was faster
   */
  async change(
    id: string,
    values: Values,
    ifVersion: number,
  ): Promise<number | undefined> {
    try {
      const path = this.#path(id);
      return await this.#store.write(path, { ...values }, { ifVersion });
    } catch (error) {
      if (error instanceof VersionError) return undefined;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.#store.remove(this.#path(id));
  }

  /** Places that are old enough to belong to something, if they ever will. */
  async old(now = Date.now()): Promise<string[]> {
    const ids = await this.#store.list(secretPath(this.#folder));
    return ids.filter(id => madeAt(id) < now - LEFT_MS);
  }

  #path(id: string) {
    return secretPath(this.#folder, id);
  }
}

/** The time in a UUID of version 7. */
function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
