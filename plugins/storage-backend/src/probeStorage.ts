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

/** Has rclone read the root of a storage, for the accounts room: whether it lets one in. */
export function probeStorage(parts: {
  daemon: Daemon;
  remotes: Remotes;
}): StorageProbe {
  return async (remote, { withinMs }) => {
    // That rclone has to be fetched or started is nothing of the storage.
    await parts.daemon.control();
    const signal = AbortSignal.timeout(withinMs);
    try {
      await new RcloneStorage({ ...parts, remote }).assertReadable(signal);
      return {};
    } catch (error) {
      const evidence = `it did not answer in ${withinMs / 1000} s`;
      return explain(signal.aborted ? storageAway(evidence) : error);
    }
  };
}

/** @throws what is no storage's fault, but the portal's */
function explain(error: unknown): Probed {
  const { code = '', message, cause } = error as Error & { code?: string };
  if (!Object.hasOwn(troubles, code)) throw error;
  const trouble = troubles[code];
  if (!trouble) return {};
  return { trouble, reason: cause ? `${message}: ${cause}` : message };
}
