import type { AccountHealth } from '@astrolabe/plugin-accounts-node';
import { storageRefuses } from './problems';
import type { Storage } from './storages/types';

/** What lets one in may end while it is used. */
interface Access {
  /** With what lets one in now; undefined: it is linked no more. */
  open(): Promise<Storage | undefined>;
  /** Has the service asked, which renews what can be renewed. */
  verify(): Promise<AccountHealth>;
  /** In milliseconds. */
  now?(): number;
}

/** A task goes on for hours: what lets it in, and who shares it, is looked up so often. */
const BELIEVED_MS = 5 * 60_000;

/**
 * A linked storage. When it refuses, the service is asked why, so that the account
 * says so as well; where it lets one in again, what was only read is read once more.
 */
export class RenewedStorage implements Storage {
  readonly #access: Access;
  #storage: Storage;
  #believedUntil: number;

  constructor(storage: Storage, access: Access) {
    this.#access = access;
    this.#storage = storage;
    this.#believedUntil = this.#now() + BELIEVED_MS;
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
    const storage = await this.#present();
    try {
      return await read(storage);
    } catch (error) {
      if (!(await this.#isWorking(error))) throw error;
      return read(await this.#openAnew());
    }
  }

  /** A change may be half made: the person looks first. */
  async #change(change: (storage: Storage) => Promise<void>): Promise<void> {
    const storage = await this.#present();
    try {
      await change(storage);
    } catch (error) {
      // What comes next is tried with what lets one in then.
      if (await this.#isWorking(error)) this.#believedUntil = 0;
      throw error;
    }
  }

  async #present(): Promise<Storage> {
    const isBelieved = this.#now() < this.#believedUntil;
    return isBelieved ? this.#storage : this.#openAnew();
  }

  /** @throws where it is linked no more, or shared for less */
  async #openAnew(): Promise<Storage> {
    const storage = await this.#access.open();
    if (!storage) throw storageRefuses('it is linked no more');
    this.#storage = storage;
    this.#believedUntil = this.#now() + BELIEVED_MS;
    return storage;
  }

  /** After it has refused. */
  async #isWorking(error: unknown): Promise<boolean> {
    if ((error as { code?: string }).code !== 'STORAGE_REFUSES') return false;
    return (await this.#access.verify()).state === 'working';
  }

  #now(): number {
    return this.#access.now?.() ?? Date.now();
  }
}
