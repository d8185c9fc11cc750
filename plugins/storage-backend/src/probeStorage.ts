import type {
  AccountTrouble,
  Probed,
  StorageProbe,
} from '@astrolabe/plugin-accounts-node';
import { RcloneStorage, type Daemon, type Remotes } from './storages/rclone';
import { storageAway } from './problems';

/** What one that does not let one in says; what else comes of it may pass. */
const troubles: Record<string, AccountTrouble | undefined> = {
  STORAGE_REFUSES: 'refused',
  ENTRY_NOT_FOUND: 'not-found',
  STORAGE_AWAY: 'away',
  STORAGE_FAILED: 'away',
  // It was let in.
  STORAGE_FULL: undefined,
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

/** @throws what is no storage's fault, but the portal's */
function explain(error: Error & { code?: string }): Probed {
  const { code = '', message, cause } = error;
  if (!Object.hasOwn(troubles, code)) throw error;
  const trouble = troubles[code];
  if (!trouble) return {};
  return { trouble, reason: cause ? `${message}: ${cause}` : message };
}
