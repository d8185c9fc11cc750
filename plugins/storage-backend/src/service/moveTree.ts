import { pathText } from '@astrolabe/plugin-storage-common';
import { changedMeanwhile } from '../problems';
import type { Watched } from '../storages/types';
import { copyTree, type Copy } from './copyTree';

/**
 * Copies to another storage, then removes what was copied where it was, as
 * `rclone move` does: a file only as it was when it was copied, a folder only
 * when nothing is in it any more.
 */
export async function moveTree(copy: Copy, watched: Watched): Promise<void> {
  const { source, entry } = copy;
  const changed: string[] = [];
  for (const file of await copyTree(copy, watched)) {
    watched.signal.throwIfAborted();
    const now = await source.stat(file.from);
    const isSame =
      now?.kind === 'file' &&
      now.bytes === file.entry.bytes &&
      now.changedAt === file.entry.changedAt;
    if (isSame) {
      const { signal } = watched;
      await source.remove({ path: file.from, kind: 'file' }, { signal });
    } else if (now) {
      changed.push(pathText(file.from));
    }
  }
  if (entry.kind === 'folder') {
    await source.removeEmptyFolders(copy.from, watched);
  }
  if (changed.length > 0) throw changedMeanwhile(changed);
}
