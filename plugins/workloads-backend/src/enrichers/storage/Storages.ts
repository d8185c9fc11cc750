import type {
  StorageAccount,
  StorageAccounts,
  StorageHealth,
  StorageRemote,
} from '@astrolabe/plugin-workloads-node';
import { withAdvice } from '@astrolabe/http';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';

/** For all that is asked before a launch. */
const VERIFY_MS = 3000;

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
   * The list may leave some out for a while: what somebody has chosen is not taken
   * for gone then.
   *
   * @throws ServiceUnavailableError when nobody can say now whether they are there
   */
  async assertSaid(ownerRef: string, ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map(id => this.#sourceOf(ownerRef, id)));
  }

  /** Of the source whose account it is, and of no other. */
  async remote(
    ownerRef: string,
    id: string,
  ): Promise<StorageRemote | undefined> {
    return (await this.#sourceOf(ownerRef, id))?.remote(ownerRef, id);
  }

  /**
   * Asks the storages that a workload mounts whether they let its owner in. One
   * that does not say in time keeps nothing from starting.
   *
   * @returns the ids of those that did not say
   * @throws ConflictError for one that does not
   */
  async assertWorking(
    { secrets = [] }: WorkloadSpec,
    ownerRef: string,
  ): Promise<string[]> {
    const mounted = secrets.flatMap(({ account, ownerRef: sharer }) =>
      account ? [{ id: account, sharer }] : [],
    );
    const states = await Promise.all(
      mounted.map(each => this.#assertWorking(ownerRef, each)),
    );
    return mounted
      .filter((_, index) => states[index] === 'unknown')
      .map(({ id }) => id);
  }

  async #assertWorking(
    ownerRef: string,
    { id, sharer }: { id: string; sharer?: string },
  ) {
    const source = await this.#sourceOf(ownerRef, id);
    const health = await source?.verify?.(ownerRef, id, {
      withinMs: VERIFY_MS,
    });
    if (health?.state !== 'failing' && health?.state !== 'expired') {
      return health?.state;
    }
    throw withAdvice(
      new ConflictError(`Your storage '${id}' does not let you in`),
      {
        code:
          health.trouble === 'unregistered'
            ? 'ACCOUNT_UNREGISTERED'
            : 'STORAGE_REFUSES',
        cause: health.reason,
        nextStep: `${nextStepFor(health, sharer)}, or take another.`,
      },
    );
  }

  async #sourceOf(
    ownerRef: string,
    id: string,
  ): Promise<StorageAccounts | undefined> {
    for (const source of this.#sources) {
      if (await has(source, ownerRef, id)) return source;
    }
    return undefined;
  }
}

/** Linking it again helps only where what its owner has given is what is wrong. */
function nextStepFor({ trouble }: StorageHealth, sharer?: string): string {
  if (trouble === 'unregistered') {
    return 'Ask the operator of the portal to register it there again';
  }
  if (trouble === 'private') {
    return 'Ask the operator of the portal to allow its host (http.allowedHosts)';
  }
  if (trouble === 'changed') {
    return 'Ask who runs it whether its key was changed';
  }
  return sharer
    ? `Ask ${sharer.slice(sharer.lastIndexOf('/') + 1)} to link it again`
    : 'Link it again on the page Accounts';
}

async function has(source: StorageAccounts, ownerRef: string, id: string) {
  if (source.has) return source.has(ownerRef, id);
  const accounts = await source.list(ownerRef);
  return accounts.some(account => account.id === id);
}
