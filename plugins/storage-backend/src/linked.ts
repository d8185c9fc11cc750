import type {
  AccountsService,
  LinkedAccount,
} from '@astrolabe/plugin-accounts-node';
import type { StorageInfo } from '@astrolabe/plugin-storage-common';
import type { LinkedStorages } from './service';
import { RcloneStorage, type Daemon, type Remotes } from './storages/rclone';

/** What people have linked in the accounts room, reached by rclone. */
export function linkedStorages(
  accounts: Pick<AccountsService, 'list' | 'remote'>,
  parts: { daemon: Daemon; remotes: Remotes },
): LinkedStorages {
  return {
    async list(owner) {
      const all = await accounts.list(owner);
      return all.filter(({ kind }) => kind === 'storage').map(toInfo);
    },
    async open(owner, id) {
      const remote = await accounts.remote(owner, id);
      return remote && new RcloneStorage({ ...parts, remote });
    },
  };
}

function toInfo({
  id,
  service,
  title,
  url,
  user,
  health,
}: LinkedAccount): StorageInfo {
  const { state, reason } = health;
  return { id, service, title, url, user, state, reason };
}
