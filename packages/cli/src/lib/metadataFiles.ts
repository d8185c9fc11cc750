import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import {
  ASSET_API_VERSION,
  MAX_METADATA_LENGTH,
} from '@astrolabe/plugin-assets-common';
import type { App } from './app';
import { usageError } from './errors';

/** What stands for standard input. */
export const STDIN = '-';

/** Folders that hold what others have written, or much else. */
const skipped = new Set(['node_modules', 'dist', 'build', 'venv']);

/** Deeper than a project has its metadata. */
const MAX_DEPTH = 6;

/** Files as they are named; of a folder, the metadata files in it. */
export async function metadataFiles(places: string[]): Promise<string[]> {
  const found = await Promise.all(
    places.map(async place => {
      if (place === STDIN) return [place];
      const isFolder = await stat(place).then(
        stats => stats.isDirectory(),
        error => {
          throw unreadable(place, error);
        },
      );
      if (!isFolder) return [place];
      const files = await inFolder(place, MAX_DEPTH);
      if (files.length > 0) return files;
      throw usageError(
        `There is no metadata file in '${place}'`,
        'Name the file itself, or write an ai4-metadata.yml first: `astrolabe module new` does',
      );
    }),
  );
  return [...new Set(found.flat())];
}

/** The text of a file; of one that is too long, as much as is needed to refuse it. */
export async function readMetadata(
  file: string,
  app: App,
  longest = MAX_METADATA_LENGTH,
): Promise<string> {
  if (file === STDIN) return readStream(app.terminal.stdin);
  try {
    const { size } = await stat(file);
    const most = longest * 4;
    if (size <= most) return await readFile(file, 'utf8');
    return await beginningOf(file, most);
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function inFolder(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    const isSkipped = entry.name.startsWith('.') || skipped.has(entry.name);
    if (entry.isDirectory() && depth > 0 && !isSkipped) {
      found.push(...(await inFolder(file, depth - 1)));
    } else if (entry.isFile() && (await isMetadata(file))) {
      found.push(file);
    }
  }
  return found;
}

async function isMetadata(file: string): Promise<boolean> {
  const name = path.basename(file);
  if (/^ai4-metadata\.(ya?ml|json)$/.test(name)) return true;
  if (!/\.ya?ml$/.test(name)) return false;
  const text = await beginningOf(file, 4_000);
  return new RegExp(`^apiVersion: *${ASSET_API_VERSION}\\b`, 'm').test(text);
}

async function beginningOf(file: string, length: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function unreadable(file: string, error: unknown) {
  const why = error instanceof Error ? error.message : String(error);
  return usageError(`'${file}' cannot be read: ${why}`);
}
