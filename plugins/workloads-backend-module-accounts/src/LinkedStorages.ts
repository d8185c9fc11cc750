import { roleCovers } from '@astrolabe/plugin-communities-common';
import { StandingUnknownError } from '@astrolabe/sharing';
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
    const { items } = await this.#usableBy(personRef);
    return items.map(({ id, title, ownerRef, shared }) => ({
      ...{ id, title },
      ...(shared && { ownerRef }),
    }));
  }

  async has(personRef: string, accountId: string) {
    const { items, incomplete } = await this.#usableBy(personRef);
    const isThere = items.some(({ id }) => id === accountId);
    // What may be there all the same is not taken for gone.
    if (!isThere && incomplete) throw new StandingUnknownError();
    return isThere;
  }

  async #usableBy(personRef: string) {
    const { items, incomplete } = await this.#accounts.list(personRef);
    const usable = items.filter(
      ({ kind, shared }) =>
        kind === 'storage' && roleCovers(shared?.role ?? 'owner', 'use'),
    );
    return { items: usable, incomplete };
  }

  remote(ownerRef: string, accountId: string) {
    return this.#accounts.remote(ownerRef, accountId, 'write');
  }

  verify(ownerRef: string, accountId: string, options: { withinMs: number }) {
    return this.#accounts.verify(ownerRef, accountId, options);
  }
}
