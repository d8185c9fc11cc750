import { Readable } from 'node:stream';
import { NotFoundError } from '@backstage/errors';
import type { EngineEntry, EngineFile, EngineFileContent } from '../engine';
import { namesOfPath } from '../filePath';

/** The fake's files below a folder; they are texts by path. */
export function listFake(
  files: Record<string, string>,
  { folder, maxFiles }: { folder: string; maxFiles: number },
): EngineFile[] {
  const prefix = [...namesOfPath(folder), ''].join('/');
  return Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .slice(0, maxFiles)
    .map(([path, text]) => ({
      path,
      bytes: Buffer.byteLength(text),
      changedAt: new Date(0).toISOString(),
    }));
}

/** What lies in one folder. */
export function listFakeFolder(
  files: Record<string, string>,
  { folder, maxEntries }: { folder: string; maxEntries: number },
): EngineEntry[] {
  const maxFiles = Number.POSITIVE_INFINITY;
  const below = namesOfPath(folder).length;
  const entries = new Map<string, EngineEntry>();
  for (const { path, ...file } of listFake(files, { folder, maxFiles })) {
    const [name, ...rest] = path.split('/').slice(below);
    const { changedAt } = file;
    const entry: EngineEntry =
      rest.length > 0
        ? { name, kind: 'folder', changedAt }
        : { name, kind: 'file', ...file };
    entries.set(name, entry);
  }
  return [...entries.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .slice(0, maxEntries);
}

/** One of them. */
export function readFake(
  files: Record<string, string>,
  path: string,
): EngineFileContent {
  namesOfPath(path);
  if (!Object.hasOwn(files, path)) throw new NotFoundError(`No file '${path}'`);
  const bytes = Buffer.from(files[path]);
  return { bytes: bytes.length, content: Readable.from([bytes]) };
}
