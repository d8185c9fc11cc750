import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { StorageAccounts } from '@astrolabe/plugin-workloads-node';

/** The storages that people have linked, as workloads take them. */
export class LinkedStorages implements StorageAccounts {
  readonly id = 'linked';
  readonly #accounts: AccountsService;

  constructor(accounts: AccountsService) {
    this.#accounts = accounts;
  }

  async list(ownerRef: string) {
    const all = await this.#accounts.list(ownerRef);
    return all
      .filter(({ kind }) => kind === 'storage')
      .map(({ id }) => ({ id }));
  }

  remote(ownerRef: string, accountId: string) {
    return this.#accounts.remote(ownerRef, accountId);
  }

  verify(ownerRef: string, accountId: string, options: { withinMs: number }) {
    return this.#accounts.verify(ownerRef, accountId, options);
  }
}
