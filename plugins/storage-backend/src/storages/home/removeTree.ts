import { opendir, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Watched } from '../types';

/** Removes a folder with all that is in it, links themselves and never what they lead to. */
export async function removeTree(
  folder: string,
  { signal, onProgress }: Watched,
): Promise<void> {
  let done = 0;
  const remove = async (place: string): Promise<void> => {
    for await (const entry of await opendir(place)) {
      signal.throwIfAborted();
      const inside = path.join(place, entry.name);
      if (entry.isDirectory()) {
        await remove(inside);
      } else {
        await unlink(inside);
        done += 1;
        onProgress?.({ done });
      }
    }
    await rmdir(place);
  };
  await remove(folder);
}
