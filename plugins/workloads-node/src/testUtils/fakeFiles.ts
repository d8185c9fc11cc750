import { Readable } from 'node:stream';
import { NotFoundError } from '@backstage/errors';
import type { EngineFile, EngineFileContent } from '../engine';
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
