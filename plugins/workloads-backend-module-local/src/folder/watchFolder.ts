import { watch } from 'node:fs';

/**
 * Tells of names that change in a folder, where the system can: it has a
 * limited number of watches, and each program takes of the same. So whoever
 * watches also looks by itself now and then.
 */
export function watchFolder(
  folder: string,
  onName: (name: string) => void,
): { close(): void } {
  try {
    const watcher = watch(folder, (_event, name) => {
      if (name) onName(name);
    });
    watcher.on('error', () => watcher.close());
    watcher.unref();
    return watcher;
  } catch {
    return { close: () => undefined };
  }
}
