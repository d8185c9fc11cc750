import {
  because,
  type GeneratedSecret,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import {
  RefusedError,
  type PersonalSecrets,
} from '@astrolabe/plugin-workloads-node';
import type { WorkloadRecord } from '../database';
import type { Storages } from '../enrichers/storage';
import { launchIdOf } from './launchIdOf';

/** Whose workload, for which secrets are wanted. */
export type SecretsOwner = Pick<
  WorkloadRecord,
  'id' | 'ownerRef' | 'community' | 'group'
>;

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
      secrets.map(async secret => {
        const { name, account, from, given } = secret;
        if (account) return [[name, await this.#ofStorage(secret, owner)]];
        if (given) return [[name, await this.#ofLaunch(name, owner)]];
        return from ? [[name, await this.#ofPerson(from, owner)]] : [];
      }),
    );
    return Object.fromEntries(values.flat());
  }

  async #ofStorage(
    { account = '', ownerRef: sharer, ofPortal }: GeneratedSecret,
    { ownerRef }: SecretsOwner,
  ) {
    const remote = await this.#storages.remote(ownerRef, account);
    // Under its name may stand another's by now, or one's own.
    const isSame = remote?.ownerRef === sharer && remote?.ofPortal === ofPortal;
    if (remote && isSame) {
      const { type, options, secrets, root } = remote;
      return JSON.stringify({ type, options, secrets, root });
    }
    const why = sharer ? 'storage-failed.unshared' : 'storage-failed.unlinked';
    throw new RefusedError(because(why, { account }));
  }

  async #ofPerson(secret: string, { id, ownerRef, community }: SecretsOwner) {
    const use = { workloadId: id, community };
    const value = await this.#personal
      ?.value(ownerRef, secret, use)
      .catch(refuseExpired(secret));
    if (value !== undefined) return value;
    throw new RefusedError(because('secret-missing.named', { secret }));
  }

  async #ofLaunch(secret: string, owner: SecretsOwner) {
    const { id: workloadId, ownerRef, community } = owner;
    const to = { workloadId, ownerRef, community, launchId: launchIdOf(owner) };
    const value = await this.#personal
      ?.given(to, secret)
      .catch(refuseExpired(secret));
    if (value !== undefined) return value;
    throw new RefusedError(because('secret-missing.given', { secret }));
  }
}

function refuseExpired(secret: string) {
  return (error: Error & { code?: string }): never => {
    if (error.code !== 'SECRET_EXPIRED') throw error;
    throw new RefusedError(because('secret-missing.expired', { secret }));
  };
}
