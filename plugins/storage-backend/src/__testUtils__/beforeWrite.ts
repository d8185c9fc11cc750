import type { EntryPath } from '@astrolabe/plugin-storage-common';
import type { Storage } from '../storages/types';

/** A storage in which something happens before a file is written. */
export function beforeWrite(
  storage: Storage,
  act: (path: EntryPath) => unknown,
): Storage {
  return {
    list: folder => storage.list(folder),
    stat: place => storage.stat(place),
    usage: () => storage.usage(),
    read: (place, options) => storage.read(place, options),
    makeFolder: place => storage.makeFolder(place),
    move: (move, watched) => storage.move(move, watched),
    remove: (place, watched) => storage.remove(place, watched),
    removeEmptyFolders: (folder, watched) =>
      storage.removeEmptyFolders(folder, watched),
    // eslint-disable-next-line max-params -- as the interface has it
    write: async (place, content, options) => {
      await act(place);
      await storage.write(place, content, options);
    },
  };
}
