import {
  pathText,
  type EntryPath,
  type StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { entryExists, noEntry, storageAway } from '../problems';
import type { Storage, Watched } from '../storages/types';

/** An entry of a storage, and where its copy is to be. */
export interface Copy {
  source: Storage;
  from: EntryPath;
  entry: StorageEntry;
  target: Storage;
  to: EntryPath;
}

/** A file as it was when it was copied. */
export interface Copied {
  from: EntryPath;
  entry: StorageEntry;
}

/**
 * Copies a file, or a folder with all that is in it, through the portal: so any
 * storage is copied to any. Each file appears when all of it is there.
 */
export async function copyTree(
  copy: Copy,
  { signal, onProgress }: Watched,
): Promise<Copied[]> {
  const copied: Copied[] = [];
  // All are listed first: a copy that is below its source, which may be linked
  // twice, would have no end.
  for (const each of await treeOf(copy, signal)) {
    signal.throwIfAborted();
    if (each.entry.kind === 'folder') {
      await each.target.makeFolder(each.to);
      continue;
    }
    // Two names may be one there; whether the first is replaced was asked before.
    const isInside = each !== copy;
    if (isInside && (await each.target.stat(each.to))) {
      throw entryExists(pathText(each.to));
    }
    copied.push(await copyFile(each, signal));
    onProgress?.(copied.length);
  }
  return copied;
}

/** Itself and all that is below, a folder before what is in it. */
async function treeOf(copy: Copy, signal: AbortSignal): Promise<Copy[]> {
  const all: Copy[] = [];
  const add = async (each: Copy) => {
    signal.throwIfAborted();
    all.push(each);
    const { source, from, to } = each;
    if (each.entry.kind === 'file') return;
    for (const entry of await source.list(from)) {
      const { name } = entry;
      await add({ ...each, entry, from: [...from, name], to: [...to, name] });
    }
  };
  await add(copy);
  return all;
}

async function copyFile(
  { source, from, target, to }: Copy,
  signal: AbortSignal,
): Promise<Copied> {
  // It may have been listed long ago.
  const entry = await source.stat(from);
  if (!entry) throw noEntry(pathText(from));
  const content = await source.read(from, { signal });
  // It may break off before anybody reads it; whoever writes is told.
  content.on('error', () => {});
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
  return { from, entry };
}
