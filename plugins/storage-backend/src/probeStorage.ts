import type {
  AccountTrouble,
  Probed,
  StorageProbe,
} from '@astrolabe/plugin-accounts-node';
import { RcloneStorage, type Daemon, type Remotes } from './storages/rclone';
import { storageAway } from './problems';

const troubles: Record<string, AccountTrouble> = {
  STORAGE_REFUSES: 'refused',
  STORAGE_AWAY: 'away',
  ENTRY_NOT_FOUND: 'not-found',
};

/** Has rclone list the root of a storage, for the accounts room: whether it lets one in. */
export function probeStorage(parts: {
  daemon: Daemon;
  remotes: Remotes;
}): StorageProbe {
  return async (remote, { withinMs }) => {
    const storage = new RcloneStorage({ ...parts, remote });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const evidence = `it did not answer in ${withinMs / 1000} s`;
      timer = setTimeout(() => reject(storageAway(evidence)), withinMs);
    });
    try {
      await Promise.race([storage.list([]), late]);
      return {};
    } catch (error) {
      return explain(error as Error & { code?: string });
    } finally {
      clearTimeout(timer);
    }
  };
}

function explain({
  code = '',
  message,
  cause,
}: Error & { code?: string }): Probed {
  return {
    trouble: troubles[code] ?? 'unclear',
    reason: cause ? `${message}: ${cause}` : message,
  };
}
