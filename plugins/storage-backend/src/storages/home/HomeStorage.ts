import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  statfs,
  unlink,
} from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  pathText,
  type EntryPath,
  type StorageEntry,
  type StorageUsage,
} from '@astrolabe/plugin-storage-common';
import {
  entryExists,
  noEntry,
  notAFolder,
  storageFull,
  uploadBrokenOff,
} from '../../problems';
import type { ByteRange, Move, Place, Storage, Watched } from '../types';
import { removeEmptyFolders } from './removeEmptyFolders';
import { removeTree } from './removeTree';
import type { Quota } from './Quota';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } =
  constants;

/** How many files are looked at at the same time. */
const AT_ONCE = 64;

/**
 * A folder of this machine, one a person. Nothing in it leads out: what is no
 * plain file or folder is not there for anybody, and so is what is behind it.
 */
export class HomeStorage implements Storage {
  readonly #root: string;
  readonly #uploads: string;
  readonly #quota: Quota;

  /** `uploads` is beside all roots, so that a file can be moved from it. */
  constructor(options: { root: string; uploads: string; quota: Quota }) {
    this.#root = options.root;
    this.#uploads = options.uploads;
    this.#quota = options.quota;
  }

  async list(folder: EntryPath): Promise<StorageEntry[]> {
    const place = await this.#folder(folder);
    const names: string[] = [];
    for await (const { name } of await opendir(place)) names.push(name);
    const entries: StorageEntry[] = [];
    const goOn = async () => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) {
        const entry = await describe(path.join(place, name), [...folder, name]);
        if (entry) entries.push(entry);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, goOn));
    return entries;
  }

  async stat(wanted: EntryPath): Promise<StorageEntry | undefined> {
    const place = await this.#find(wanted);
    return place === undefined ? undefined : describe(place, wanted);
  }

  async usage(): Promise<StorageUsage> {
    const root = await this.#folder([]);
    const { used, most } = await this.#quota.measure();
    const { bavail, bsize } = await statfs(root);
    const freeBytes = Math.max(0, Math.min(most - used, bavail * bsize));
    return { usedBytes: used, totalBytes: most, freeBytes };
  }

  async read(
    wanted: EntryPath,
    { range, signal }: { range?: ByteRange; signal: AbortSignal },
  ): Promise<Readable> {
    const place = await this.#find(wanted);
    if (!place) throw noEntry(pathText(wanted));
    const file = await open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    return file.createReadStream({
      start: range?.first,
      end: range?.last,
      signal,
      highWaterMark: 256 * 1024,
    });
  }

  async write(
    wanted: EntryPath,
    content: Readable,
    { bytes, signal }: { bytes?: number; signal: AbortSignal },
  ): Promise<void> {
    const target = await this.#newPlace(wanted);
    const before = await describe(target, wanted);
    if (before?.kind === 'folder') throw entryExists(pathText(wanted));
    await mkdir(this.#uploads, { recursive: true, mode: 0o700 });
    const part = path.join(this.#uploads, randomUUID());
    const held = await this.#quota.hold(bytes ?? 0);
    try {
      const file = await open(
        part,
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
        0o600,
      );
      const sink = file.createWriteStream({ flush: true });
      await pipeline(content, held.count(), sink, { signal });
      if (bytes !== undefined && held.bytes !== bytes) throw uploadBrokenOff();
      await rename(part, target);
      held.keep(before?.bytes ?? 0);
    } catch (error) {
      await rm(part, { force: true });
      throw inWords(error);
    } finally {
      held.release();
    }
  }

  async makeFolder(wanted: EntryPath): Promise<void> {
    const place = await this.#newPlace(wanted);
    await mkdir(place, { mode: 0o700 }).catch(error => {
      if (error.code === 'EEXIST') throw entryExists(pathText(wanted));
      throw inWords(error);
    });
  }

  async move({ path: from, to }: Move): Promise<void> {
    const source = await this.#find(from);
    if (!source) throw noEntry(pathText(from));
    const target = await this.#newPlace(to);
    const replaced = await describe(target, to);
    await rename(source, target).catch(error => {
      throw inWords(error);
    });
    if (replaced) this.#quota.freed(replaced.bytes ?? 0);
  }

  async remove({ path: wanted, kind }: Place, watched: Watched) {
    const place = await this.#find(wanted);
    if (!place) throw noEntry(pathText(wanted));
    if (kind === 'folder') await removeTree(place, watched);
    else await unlink(place);
    this.#quota.forget();
  }

  async removeEmptyFolders(folder: EntryPath, { signal }: Watched) {
    await removeEmptyFolders(await this.#folder(folder), signal);
  }

  /** Where a folder is. */
  async #folder(wanted: EntryPath): Promise<string> {
    const place = await this.#find(wanted);
    if (!place) throw noEntry(pathText(wanted));
    if (!(await lstat(place)).isDirectory()) throw notAFolder(pathText(wanted));
    return place;
  }

  /** Where something will be, in a folder that is there. */
  async #newPlace(wanted: EntryPath): Promise<string> {
    const name = wanted.at(-1);
    if (name === undefined) throw entryExists('');
    return path.join(await this.#folder(wanted.slice(0, -1)), name);
  }

  /** Where something is, if it is: by folders alone, and no link on the way. */
  async #find(wanted: EntryPath): Promise<string | undefined> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    let place = this.#root;
    for (const [index, name] of wanted.entries()) {
      place = path.join(place, name);
      const found = await lstat(place).catch(nothing);
      const isLast = index === wanted.length - 1;
      const isThere = found?.isDirectory() || (isLast && found?.isFile());
      if (!isThere) return undefined;
    }
    return place;
  }
}

/** Undefined: it is not there, or no file and no folder. */
async function describe(
  place: string,
  wanted: EntryPath,
): Promise<StorageEntry | undefined> {
  const found = await lstat(place).catch(nothing);
  if (!found?.isFile() && !found?.isDirectory()) return undefined;
  return {
    name: wanted.at(-1) ?? '',
    path: pathText(wanted),
    kind: found.isFile() ? 'file' : 'folder',
    ...(found.isFile() && { bytes: found.size }),
    changedAt: found.mtime.toISOString(),
  };
}

function nothing(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code ?? '')) {
    return undefined;
  }
  throw error;
}

function inWords(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return storageFull('the disk of the portal is full');
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') {
    return uploadBrokenOff();
  }
  return error;
}
