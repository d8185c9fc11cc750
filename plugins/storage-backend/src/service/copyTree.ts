import {
  pathText,
  type EntryPath,
  type StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { storageAway } from '../problems';
import type { Storage, Watched } from '../storages/types';

/** An entry of a storage, and where its copy is to be. */
export interface Copy {
  source: Storage;
  from: EntryPath;
  entry: StorageEntry;
  target: Storage;
  to: EntryPath;
}

/**
 * Copies a file, or a folder with all that is in it, through the portal: so any
 * storage is copied to any. Each file appears when all of it is there.
 */
export async function copyTree(
  copy: Copy,
  { signal, onProgress }: Watched,
): Promise<void> {
  let done = 0;
  const goOn = async ({ source, from, entry, target, to }: Copy) => {
    signal.throwIfAborted();
    if (entry.kind === 'file') {
      await copyFile({ source, from, entry, target, to }, signal);
      done += 1;
      onProgress?.(done);
      return;
    }
    await target.makeFolder(to);
    for (const inside of await source.list(from)) {
      await goOn({
        ...{ source, from: [...from, inside.name], entry: inside },
        ...{ target, to: [...to, inside.name] },
      });
    }
  };
  await goOn(copy);
}

async function copyFile(
  { source, from, entry, target, to }: Copy,
  signal: AbortSignal,
): Promise<void> {
  const content = await source.read(from, { signal });
  try {
    await target.write(to, content, { bytes: entry.bytes, signal });
  } catch (error) {
    signal.throwIfAborted();
    // What is said of an upload would be wrong of a file that was read here.
    if (content.errored) {
      throw storageAway(`'${pathText(from)}' broke off while it was read`);
    }
    throw error;
  } finally {
    content.destroy();
  }
}
