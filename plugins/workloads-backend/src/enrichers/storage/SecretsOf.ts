import { because, type WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  RefusedError,
  type PersonalSecrets,
} from '@astrolabe/plugin-workloads-node';
import type { Storages } from './Storages';

/** Whose workload, for which secrets are wanted. */
export interface SecretsOwner {
  id: string;
  ownerRef: string;
  community: string;
}

/** What an engine has to be given with a workload: secrets that somebody else keeps. */
export class SecretsOf {
  readonly #storages: Storages;
  readonly #personal?: PersonalSecrets;

  constructor(storages: Storages, personal?: PersonalSecrets) {
    this.#storages = storages;
    this.#personal = personal;
  }

  /**
   * Their values, by their names in the workload.
   *
   * @throws RefusedError when one is there no more
   */
  async give(
    { secrets = [] }: WorkloadSpec,
    owner: SecretsOwner,
  ): Promise<Record<string, string>> {
    const values = await Promise.all(
      secrets.map(async ({ name, account, from }) => {
        if (account) return [[name, await this.#ofStorage(account, owner)]];
        return from ? [[name, await this.#ofPerson(from, owner)]] : [];
      }),
    );
    return Object.fromEntries(values.flat());
  }

  async #ofStorage(account: string, { ownerRef }: SecretsOwner) {
    const remote = await this.#storages.remote(ownerRef, account);
    if (remote) return JSON.stringify(remote.secrets);
    throw new RefusedError(because('storage-failed.unlinked', { account }));
  }

  async #ofPerson(secret: string, { id, ownerRef, community }: SecretsOwner) {
    const value = await this.#personal?.value(ownerRef, secret, {
      workloadId: id,
      community,
    });
    if (value !== undefined) return value;
    throw new RefusedError(because('secret-missing.named', { secret }));
  }
}
