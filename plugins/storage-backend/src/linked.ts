import type {
  AccountsService,
  LinkedAccount,
} from '@astrolabe/plugin-accounts-node';
import type { StorageInfo } from '@astrolabe/plugin-storage-common';
import { RenewedStorage } from './RenewedStorage';
import type { LinkedStorages } from './service';
import { RcloneStorage, type Daemon, type Remotes } from './storages/rclone';

/** For a service that refuses to say why. */
const VERIFY_MS = 10_000;

/** What people have linked in the accounts room, reached by rclone. */
export function linkedStorages(
  accounts: Pick<AccountsService, 'list' | 'remote' | 'verify'>,
  parts: { daemon: Daemon; remotes: Remotes },
): LinkedStorages {
  return {
    async list(owner) {
      const { items, incomplete } = await accounts.list(owner);
      const storages = items.filter(({ kind }) => kind === 'storage');
      return { items: storages.map(toInfo), incomplete };
    },
    async open(owner, id, purpose) {
      const open = async () => {
        const remote = await accounts.remote(owner, id, purpose);
        return remote && new RcloneStorage({ ...parts, remote });
      };
      const storage = await open();
      const verify = () => accounts.verify(owner, id, { withinMs: VERIFY_MS });
      return storage && new RenewedStorage(storage, { open, verify });
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
  ownerRef,
  shared,
}: LinkedAccount): StorageInfo {
  const { state, reason } = health;
  const whose = shared && { ownerRef, shared };
  return { id, service, title, url, user, state, reason, ...whose };
}
