import type { AccountHealth } from '@astrolabe/plugin-accounts-node';
import type { Storage } from './storages/types';

/** What lets one in may end while it is used. */
interface Access {
  /** With what lets one in now; undefined: it is linked no more. */
  open(): Promise<Storage | undefined>;
  /** Has the service asked, which renews what can be renewed. */
  verify(): Promise<AccountHealth>;
}

/**
 * A linked storage. When it refuses, the service is asked why, so that the account
 * says so as well; where it lets one in again, what was only read is read once more.
 */
export class RenewedStorage implements Storage {
  readonly #access: Access;
  #storage: Storage;

  constructor(storage: Storage, access: Access) {
    this.#storage = storage;
    this.#access = access;
  }

  list: Storage['list'] = folder => this.#read(it => it.list(folder));
  stat: Storage['stat'] = path => this.#read(it => it.stat(path));
  usage: Storage['usage'] = () => this.#read(it => it.usage());
  read: Storage['read'] = (...of) => this.#read(it => it.read(...of));
  write: Storage['write'] = (...of) => this.#change(it => it.write(...of));
  move: Storage['move'] = (...of) => this.#change(it => it.move(...of));
  remove: Storage['remove'] = (...of) => this.#change(it => it.remove(...of));
  removeEmptyFolders: Storage['removeEmptyFolders'] = (...of) =>
    this.#change(it => it.removeEmptyFolders(...of));
  makeFolder: Storage['makeFolder'] = path =>
    this.#change(it => it.makeFolder(path));

  async #read<T>(read: (storage: Storage) => Promise<T>): Promise<T> {
    try {
      return await read(this.#storage);
    } catch (error) {
      const next =
        (await this.#isWorking(error)) && (await this.#access.open());
      if (!next) throw error;
      this.#storage = next;
      return read(next);
    }
  }

  /** A change may be half made: the person looks first. */
  async #change(change: (storage: Storage) => Promise<void>): Promise<void> {
    try {
      await change(this.#storage);
    } catch (error) {
      await this.#isWorking(error);
      throw error;
    }
  }

  /** After it has refused. */
  async #isWorking(error: unknown): Promise<boolean> {
    if ((error as { code?: string }).code !== 'STORAGE_REFUSES') return false;
    return (await this.#access.verify()).state === 'working';
  }
}
