import {
  RefusedError,
  type StorageAccount,
  type StorageAccounts,
} from '@astrolabe/plugin-workloads-node';
import { because, type WorkloadSpec } from '@astrolabe/plugin-workloads-common';

/** The storage accounts of people, whoever brings them. */
export class Storages {
  readonly #sources: readonly StorageAccounts[];

  constructor(sources: readonly StorageAccounts[]) {
    this.#sources = sources;
  }

  /** Of a person; where two sources have the same id, the first one's. */
  async list(ownerRef: string): Promise<StorageAccount[]> {
    const found = await Promise.all(
      this.#sources.map(source => source.list(ownerRef)),
    );
    const byId = new Map<string, StorageAccount>();
    for (const account of found.flat()) {
      if (!byId.has(account.id)) byId.set(account.id, account);
    }
    return [...byId.values()];
  }

  /**
   * What an engine has to be given with a workload, by the names of its secrets.
   *
   * @throws RefusedError when an account is there no more
   */
  async secretsOf(
    { secrets = [] }: WorkloadSpec,
    ownerRef: string,
  ): Promise<Record<string, string>> {
    const given = secrets.flatMap(({ name, account }) =>
      account ? [{ name, account }] : [],
    );
    const values = await Promise.all(
      given.map(async ({ name, account }) => {
        const password = await this.#password(ownerRef, account);
        if (password !== undefined) return [name, password];
        throw new RefusedError(because('storage-failed.unlinked', { account }));
      }),
    );
    return Object.fromEntries(values);
  }

  /** Of the source whose account it is, and of no other. */
  async #password(ownerRef: string, id: string): Promise<string | undefined> {
    for (const source of this.#sources) {
      const accounts = await source.list(ownerRef);
      if (accounts.some(account => account.id === id))
        return source.password(ownerRef, id);
    }
    return undefined;
  }
}
