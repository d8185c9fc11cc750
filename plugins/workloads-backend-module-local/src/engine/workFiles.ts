import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';
import { NotFoundError } from '@backstage/errors';
import {
  DEEPEST_FOLDER,
  MOST_FOLDERS,
  namesOfPath,
  type EngineEntry,
  type EngineFile,
  type EngineFileContent,
} from '@astrolabe/plugin-workloads-node';
import { isCode } from '../folder/files';
import { lookIntoOwn, openOwn } from '../folder/ownFiles';

/** Of one folder: a program may make millions. */
const MOST_ENTRIES = 20_000;

/** The files below a folder of a workload's own; what is reached through a link is not its own. */
export async function listWorkFiles(
  work: string,
  { folder, maxFiles }: { folder: string; maxFiles: number },
): Promise<EngineFile[]> {
  const names = namesOfPath(folder);
  const found: EngineFile[] = [];
  await ifOpen(() =>
    addFiles(found, { work, names, maxFiles, seen: { folders: 0 } }),
  );
  return found;
}

/** What lies in one folder of a workload's own. */
export async function listWorkFolder(
  work: string,
  { folder, maxEntries }: { folder: string; maxEntries: number },
): Promise<EngineEntry[]> {
  const names = namesOfPath(folder);
  try {
    const found = await lookIntoOwn(work, names, at =>
      toEntries(at, maxEntries),
    );
    return found ?? [];
  } catch (error) {
    if (!isCode(error, 'EACCES')) throw error;
    throw closed(folder);
  }
}

/** Such as a storage that is mounted for the program alone. */
function closed(name: string): Error {
  return new NotFoundError(`The portal may not read '${name}'`);
}

async function toEntries(
  folder: string,
  maxEntries: number,
): Promise<EngineEntry[]> {
  const entries = await entriesOf(folder);
  const own = entries.filter(each => each.isFile() || each.isDirectory());
  const found: EngineEntry[] = [];
  for (const entry of own.slice(0, maxEntries)) {
    const seen = await toEntry(folder, entry);
    if (seen) found.push(seen);
  }
  return found;
}

async function toEntry(
  folder: string,
  entry: Dirent,
): Promise<EngineEntry | undefined> {
  const { name } = entry;
  const stat = await lstat(path.join(folder, name)).catch(() => undefined);
  // It was removed meanwhile, or something else is in its place.
  if (!stat || stat.isSymbolicLink()) return undefined;
  const changedAt = stat.mtime.toISOString();
  return entry.isDirectory()
    ? { name, kind: 'folder', changedAt }
    : { name, kind: 'file', bytes: stat.size, changedAt };
}

/** A file of a workload's own. It is read as the one that it was when it was opened. */
export async function readWorkFile(
  work: string,
  file: string,
): Promise<EngineFileContent> {
  const names = namesOfPath(file);
  const handle = await openOwn(work, names).catch(error => {
    if (isCode(error, 'EACCES')) throw closed(file);
    throw error;
  });
  if (!handle) throw new NotFoundError(`This workload has no file '${file}'`);
  const { size } = await handle.stat();
  return {
    bytes: size,
    content:
      size === 0
        ? emptied(handle)
        : handle.createReadStream({ start: 0, end: size - 1 }),
  };
}

/** Nothing to read, but something to close. */
async function* emptied(handle: { close(): Promise<void> }) {
  await handle.close();
  yield* [];
}

async function addFiles(
  found: EngineFile[],
  where: {
    work: string;
    names: string[];
    maxFiles: number;
    /** Counts on the whole way. */
    seen: { folders: number };
  },
): Promise<void> {
  const { work, names, maxFiles, seen } = where;
  if (names.length > DEEPEST_FOLDER || ++seen.folders > MOST_FOLDERS) return;
  await lookIntoOwn(work, names, async at => {
    for (const entry of await entriesOf(at)) {
      if (found.length >= maxFiles) return;
      const below = [...names, entry.name];
      if (entry.isDirectory()) {
        await ifOpen(() => addFiles(found, { ...where, names: below }));
      } else if (entry.isFile()) {
        const file = await toEntry(at, entry);
        if (file?.bytes === undefined) continue; // It was removed meanwhile.
        const { bytes, changedAt } = file;
        found.push({ path: below.join('/'), bytes, changedAt });
      }
    }
  });
}

/** What is in a folder that is closed to the portal is left out. */
async function ifOpen(look: () => Promise<void>): Promise<void> {
  await look().catch(error => {
    if (!isCode(error, 'EACCES')) throw error;
  });
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries: Dirent[] = [];
    for await (const entry of await opendir(folder)) {
      entries.push(entry);
      if (entries.length === MOST_ENTRIES) break;
    }
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}
