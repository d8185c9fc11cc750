import { StandingUnknownError } from '@astrolabe/sharing';
import type {
  StorageAccount,
  StorageHealth,
} from '@astrolabe/plugin-workloads-node';

export const PASSWORD = `of-ada's-own "\${x}" {{ y }}`;

/** How hers is reached. */
export const remote = {
  type: 'webdav',
  options: {
    url: 'https://mine.example/remote.php/dav/files/ada',
    user: 'ada "${x}"\n',
  },
};

/** As a room does in which people link storages. */
export class Linked {
  readonly id = 'linked';
  health: StorageHealth = { state: 'working' };
  passwords = new Map([['user:default/ada', PASSWORD]]);

  async list(ownerRef: string): Promise<StorageAccount[]> {
    if (ownerRef !== 'user:default/ada') return [];
    return [{ id: 'mine' }, ...this.more, ...this.shared];
  }

  /** Nobody can say what is shared. */
  isAway = false;

  async has(ownerRef: string, id: string) {
    const accounts = await this.list(ownerRef);
    const isThere = accounts.some(account => account.id === id);
    if (!isThere && this.isAway) throw new StandingUnknownError();
    return isThere;
  }

  /** Hers, too. */
  more: StorageAccount[] = [];

  /** By Max with Ada. */
  shared: StorageAccount[] = [];

  /** So many times it is still linked. */
  left = Infinity;

  async remote(ownerRef: string, id: string) {
    const pass = this.passwords.get(ownerRef);
    this.left -= 1;
    const sharer = this.shared.find(each => each.id === id)?.ownerRef;
    return pass && this.left >= 0
      ? { ...remote, secrets: { pass }, ...(sharer && { ownerRef: sharer }) }
      : undefined;
  }

  async verify() {
    return this.health;
  }
}
