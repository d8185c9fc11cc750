import { rmSync, type Stats } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  open,
  opendir,
  readlink,
  symlink,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import type { SnapshotLeftOut } from '@astrolabe/plugin-workloads-common';
import { isCode } from './files.ts';
import { isOwn, openOwn } from './ownFiles.ts';

const CHUNK = 1024 * 1024;
/** Of what was left out, named at most. */
const MOST_NAMES = 20;

export interface CopyOptions {
  /** Files that hold one of these are left out. */
  secrets?: string[];
  /** Throws a TooLarge before more than this is copied. */
  limitBytes?: number;
  /** Others than us may change the copy. */
  isShared?: boolean;
  signal?: AbortSignal;
  /** Told of all bytes so far. */
  onBytes?(bytes: number): void;
}

export interface Copied {
  bytes: number;
  leftOut: SnapshotLeftOut;
}

/** There is more to copy than there may be. */
export class TooLarge extends Error {
  constructor() {
    super('Too large');
    this.name = 'TooLarge';
  }
}

/**
 * Copies folders, files and links as they are; sockets and the like stay behind.
 * A program may write meanwhile: nothing is followed out of its folder, and a
 * file is copied as long as it was when it was opened.
 */
export async function copyTree(
  source: string,
  target: string,
  options: CopyOptions = {},
): Promise<Copied> {
  const copied: Copied = {
    bytes: 0,
    leftOut: { secrets: 0, unreadable: 0, names: [] },
  };
  const copy = new Copy(source, target, { options, copied });
  await walk(source, (names, stat) => copy.one(names, stat), copied);
  return copied;
}

/** What the files below a folder would take, in bytes. */
export async function measureTree(source: string): Promise<number> {
  let bytes = 0;
  await walk(source, async (_names, stat) => {
    if (stat.isFile()) bytes += stat.size;
  });
  return bytes;
}

class Copy {
  readonly #source: string;
  readonly #target: string;
  readonly #options: CopyOptions;
  readonly #secrets: Buffer[];
  readonly #copied: Copied;

  constructor(
    source: string,
    target: string,
    { options, copied }: { options: CopyOptions; copied: Copied },
  ) {
    this.#source = source;
    this.#target = target;
    this.#options = options;
    this.#secrets = (options.secrets ?? [])
      .filter(Boolean)
      .map(secret => Buffer.from(secret));
    this.#copied = copied;
  }

  async one(names: string[], stat: Stats): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const place = path.join(this.#target, ...names);
    if (stat.isDirectory()) {
      await mkdir(place, { recursive: true });
      // Said again: what a process makes has the rights that its mask leaves.
      await chmod(place, this.#mode(stat, 0o700));
    } else if (stat.isSymbolicLink()) {
      const to = await readlink(path.join(this.#source, ...names));
      rmSync(place, { recursive: true, force: true });
      await symlink(to, place);
    } else if (stat.isFile()) {
      await this.#file(names, place);
    }
  }

  async #file(names: string[], place: string): Promise<void> {
    const from = await openOwn(this.#source, names);
    if (!from) return;
    try {
      const stat = await from.stat();
      if (this.#secrets.length > 0 && (await holds(from, this.#secrets))) {
        noteLeftOut(this.#copied, 'secrets', names);
        return;
      }
      const { limitBytes = Infinity } = this.#options;
      if (this.#copied.bytes + stat.size > limitBytes) throw new TooLarge();
      rmSync(place, { recursive: true, force: true });
      const to = await open(place, 'wx', 0o600);
      try {
        await to.chmod(this.#mode(stat, 0o600));
        await this.#bytes(from, to, stat.size);
        await to.utimes(stat.atime, stat.mtime);
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  }

  async #bytes(from: FileHandle, to: FileHandle, size: number): Promise<void> {
    const buffer = Buffer.alloc(Math.min(CHUNK, size));
    for (let position = 0; position < size; ) {
      this.#options.signal?.throwIfAborted();
      const length = Math.min(buffer.length, size - position);
      const { bytesRead } = await from.read(buffer, 0, length, position);
      if (bytesRead === 0) return;
      await to.write(buffer, 0, bytesRead, position);
      position += bytesRead;
      this.#copied.bytes += bytesRead;
      this.#options.onBytes?.(this.#copied.bytes);
    }
  }

  /** As it was, at least with these rights of ours. */
  #mode({ mode }: Stats, least: number): number {
    // eslint-disable-next-line no-bitwise
    const own = (mode & 0o777) | least;
    // eslint-disable-next-line no-bitwise
    return this.#options.isShared ? own | ((least >> 3) | (least >> 6)) : own;
  }
}

/** Calls `visit` for all below a folder but what is mounted there, folders before what is in them. */
async function walk(
  root: string,
  visit: (names: string[], stat: Stats) => Promise<void>,
  copied?: Copied,
): Promise<void> {
  const { dev } = await lstat(root);
  const inside = async (folder: string[]): Promise<void> => {
    if (!(await isOwn(root, folder))) return;
    for await (const { name } of await opendir(path.join(root, ...folder))) {
      const names = [...folder, name];
      try {
        const stat = await lstat(path.join(root, ...names));
        if (stat.dev !== dev) continue;
        await visit(names, stat);
        if (stat.isDirectory()) await inside(names);
      } catch (error) {
        if (isCode(error, 'EACCES')) noteLeftOut(copied, 'unreadable', names);
        else if (!isGone(error)) throw error;
      }
    }
  };
  await inside([]);
}

function noteLeftOut(
  copied: Copied | undefined,
  why: 'secrets' | 'unreadable',
  names: string[],
): void {
  if (!copied) return;
  copied.leftOut[why] += 1;
  const named = copied.leftOut.names;
  if (named.length < MOST_NAMES) named.push(names.join('/'));
}

/** It was removed, or became something else, meanwhile. */
function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL'].some(code =>
    isCode(error, code),
  );
}

/** Whether one of the secrets stands anywhere in a file. */
async function holds(file: FileHandle, secrets: Buffer[]): Promise<boolean> {
  const overlap = Math.max(...secrets.map(({ length }) => length)) - 1;
  const buffer = Buffer.alloc(CHUNK + overlap);
  for (let kept = 0, position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, kept, CHUNK, position);
    if (bytesRead === 0) return false;
    const seen = buffer.subarray(0, kept + bytesRead);
    if (secrets.some(secret => seen.includes(secret))) return true;
    position += bytesRead;
    kept = Math.min(overlap, seen.length);
    seen.copy(buffer, 0, seen.length - kept);
  }
}
