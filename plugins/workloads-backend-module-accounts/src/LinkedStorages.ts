import { roleCovers } from '@astrolabe/plugin-communities-common';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { StorageAccounts } from '@astrolabe/plugin-workloads-node';

/** The storages that people have linked, or may use of others, as workloads take them. */
export class LinkedStorages implements StorageAccounts {
  readonly id = 'linked';
  readonly #accounts: AccountsService;

  constructor(accounts: AccountsService) {
    this.#accounts = accounts;
  }

  async list(personRef: string) {
    const all = await this.#accounts.list(personRef);
    return all
      .filter(
        ({ kind, shared }) =>
          kind === 'storage' && roleCovers(shared?.role ?? 'owner', 'use'),
      )
      .map(({ id, title, ownerRef, shared }) => ({
        ...{ id, title },
        ...(shared && { ownerRef }),
      }));
  }

  remote(ownerRef: string, accountId: string) {
    return this.#accounts.remote(ownerRef, accountId, 'write');
  }

  verify(ownerRef: string, accountId: string, options: { withinMs: number }) {
    return this.#accounts.verify(ownerRef, accountId, options);
  }
}
