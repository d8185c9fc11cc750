import { opendir, rmdir } from 'node:fs/promises';
import path from 'node:path';

const STAYS = new Set(['ENOTEMPTY', 'EEXIST']);

/** Removes the folders in a folder that have nothing in them, and itself where nothing is left. */
export async function removeEmptyFolders(
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  for await (const entry of await opendir(folder)) {
    if (!entry.isDirectory()) continue;
    await removeEmptyFolders(path.join(folder, entry.name), signal);
  }
  await rmdir(folder).catch(error => {
    if (!STAYS.has(error.code)) throw error;
  });
}
