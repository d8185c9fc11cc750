import { Transform } from 'node:stream';
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
  let doneBytes = 0;
  // All are listed first: a copy that is below its source, which may be linked
  // twice, would have no end.
  const tree = await treeOf(copy, signal);
  const size = sizeOf(tree);
  const tell = () => onProgress?.({ done: copied.length, doneBytes, ...size });
  const onBytes = (bytes: number) => {
    doneBytes += bytes;
    tell();
  };
  tell();
  for (const each of tree) {
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
    copied.push(await copyFile(each, { signal, onBytes }));
    tell();
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

/** Bytes are missing where a file does not say how long it is. */
function sizeOf(tree: Copy[]): { total: number; totalBytes?: number } {
  const files = tree.filter(({ entry }) => entry.kind === 'file');
  const totalBytes = files.reduce<number | undefined>(
    (sum, { entry: { bytes } }) =>
      sum === undefined || bytes === undefined ? undefined : sum + bytes,
    0,
  );
  return { total: files.length, totalBytes };
}

async function copyFile(
  { source, from, target, to }: Copy,
  { signal, onBytes }: { signal: AbortSignal; onBytes(bytes: number): void },
): Promise<Copied> {
  // It may have been listed long ago.
  const entry = await source.stat(from);
  if (!entry) throw noEntry(pathText(from));
  const content = await source.read(from, { signal });
  // It may break off before anybody reads it; whoever writes is told.
  const counted = new Transform({
    highWaterMark: 256 * 1024,
    // eslint-disable-next-line max-params -- as Node calls it
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  }).on('error', () => {});
  content.on('error', error => counted.destroy(error)).pipe(counted);
  try {
    await target.write(to, counted, { bytes: entry.bytes, signal });
  } catch (error) {
    signal.throwIfAborted();
    // What is said of an upload would be wrong of a file that was read here.
    if (content.errored) {
      throw storageAway(`'${pathText(from)}' broke off while it was read`);
    }
    throw error;
  } finally {
    content.destroy();
    counted.destroy();
  }
  return { from, entry };
}
