import { PassThrough, type Readable } from 'node:stream';
import {
  nameOfPath,
  parsePath,
  PathError,
  pathText,
  type EntryPage,
  type EntryPath,
  type EntryQuery,
  type FilePreview,
  type StorageEntry,
  type StorageTask,
  type StorageUsage,
  type Transfer,
} from '@astrolabe/plugin-storage-common';
import { entryExists, noEntry, notAFile, wrongPath } from '../problems';
import { makePreview, previewBytes } from '../preview';
import type { Content, Storage } from '../storages/types';
import { copyTree } from './copyTree';
import { moveTree } from './moveTree';
import { rangeOf } from './rangeOf';
import type { Pages } from './Pages';
import type { Tasks } from './Tasks';

/** A file on its way to somebody. */
export interface Download {
  name: string;
  /** Of what is sent. */
  bytes?: number;
  /** `Content-Range`, where it is a part. */
  range?: string;
  content: Content;
}

/** The files of a person in one of their storages, by paths as people write them. */
export class Files {
  readonly #storage: Storage;
  readonly #id: string;
  readonly #ownerRef: string;
  readonly #pages: Pages;
  readonly #tasks: Tasks;

  constructor(options: {
    storage: Storage;
    id: string;
    ownerRef: string;
    pages: Pages;
    tasks: Tasks;
  }) {
    this.#storage = options.storage;
    this.#id = options.id;
    this.#ownerRef = options.ownerRef;
    this.#pages = options.pages;
    this.#tasks = options.tasks;
  }

  usage(): Promise<StorageUsage> {
    return this.#storage.usage();
  }

  async list(query: EntryQuery): Promise<EntryPage> {
    const folder = namesOf(query.path);
    const key = { ownerRef: this.#ownerRef, storage: this.#id };
    return this.#pages.page(key, query, () => this.#storage.list(folder));
  }

  entry(path: string | undefined): Promise<StorageEntry> {
    return this.#require(namesOf(path));
  }

  async download(
    path: string,
    options: { range?: string; signal: AbortSignal },
  ): Promise<Download> {
    const { names, entry } = await this.#file(path);
    const { signal } = options;
    const range = rangeOf(options.range, entry.bytes);
    const content = await this.#storage.read(names, { range, signal });
    return {
      name: entry.name,
      bytes: range ? range.last - range.first + 1 : entry.bytes,
      range: range && `bytes ${range.first}-${range.last}/${entry.bytes}`,
      content,
    };
  }

  /** @throws where there is none to download */
  async requireFile(path: string): Promise<void> {
    await this.#file(path);
  }

  async preview(path: string, signal: AbortSignal): Promise<FilePreview> {
    const { names, entry } = await this.#file(path);
    const wanted = previewBytes(entry.name);
    const bytes = entry.bytes ?? 0;
    if (bytes === 0) return makePreview(entry, Buffer.alloc(0));
    const range = { first: 0, last: Math.min(bytes, wanted) - 1 };
    const content = await this.#storage.read(names, { range, signal });
    return makePreview(entry, await firstOf(content, wanted));
  }

  async upload(
    path: string,
    content: Readable,
    options: { bytes?: number; overwrite: boolean; signal: AbortSignal },
  ): Promise<StorageEntry> {
    const names = namesOf(path);
    const there = await this.#storage.stat(names);
    if (there?.kind === 'folder' || (there && !options.overwrite)) {
      throw entryExists(pathText(names));
    }
    await this.#storage.write(names, content, options);
    return this.#require(names);
  }

  async makeFolder(path: string): Promise<StorageEntry> {
    const names = namesOf(path);
    await this.#storage.makeFolder(names);
    return this.#require(names);
  }

  /** `target`: another storage of the same person. */
  async move(
    wish: Omit<Transfer, 'toStorage'>,
    target: Files = this,
  ): Promise<StorageTask> {
    const way = await this.#way(wish, target);
    const { names, to, entry } = way;
    if (names.length === 0) throw wrongPath('The root stays where it is');
    const { kind } = entry;
    return this.#tasks.begin({ ...way.task, kind: 'move' }, async watched => {
      if (target.#id === this.#id) {
        await this.#storage.move({ path: names, kind, to }, watched);
        return;
      }
      await moveTree(way.copy, watched);
    });
  }

  async copy(
    wish: Omit<Transfer, 'toStorage'>,
    target: Files = this,
  ): Promise<StorageTask> {
    const { task, copy } = await this.#way(wish, target);
    return this.#tasks.begin({ ...task, kind: 'copy' }, async watched => {
      await copyTree(copy, watched);
    });
  }

  async remove(
    path: string,
    { recursive }: { recursive: boolean },
  ): Promise<StorageTask> {
    const names = namesOf(path);
    if (names.length === 0) throw wrongPath('The root stays where it is');
    const { kind } = await this.#require(names);
    if (kind === 'folder' && !recursive) throw notAFile(pathText(names));
    return this.#tasks.begin(
      { ...this.#whose, kind: 'delete', path: pathText(names) },
      watched => this.#storage.remove({ path: names, kind }, watched),
    );
  }

  get #whose() {
    return { ownerRef: this.#ownerRef, storage: this.#id };
  }

  /** From where to where, if it can go there. */
  async #way({ from, to: place, overwrite }: Transfer, target: Files) {
    const names = namesOf(from);
    const to = namesOf(place);
    const entry = await this.#require(names);
    const isHere = target.#id === this.#id;
    const [path, wanted] = [pathText(names), pathText(to)];
    if (isHere && `${wanted}/`.startsWith(path && `${path}/`)) {
      throw wrongPath('It cannot be moved or copied into itself');
    }
    const there = await target.#storage.stat(to);
    const isReplaced =
      overwrite && entry.kind === 'file' && there?.kind === 'file';
    // One server may be linked twice: a file would replace itself, and be removed.
    const mayBeItself = !isHere && there && isAlike(entry, there);
    if (there && (!isReplaced || mayBeItself)) throw entryExists(wanted);
    return {
      ...{ names, to, entry },
      task: {
        ...{ ...this.#whose, path, to: wanted },
        ...(!isHere && { toStorage: target.#id }),
      },
      copy: {
        ...{ source: this.#storage, from: names, entry },
        ...{ target: target.#storage, to },
      },
    };
  }

  async #require(names: EntryPath): Promise<StorageEntry> {
    const entry = await this.#storage.stat(names);
    if (!entry) throw noEntry(pathText(names));
    return entry;
  }

  async #file(path: string) {
    const names = namesOf(path);
    const entry = await this.#require(names);
    if (entry.kind === 'folder') throw notAFile(pathText(names));
    return { names, entry: { ...entry, name: nameOfPath(entry.path) } };
  }
}

function namesOf(path: string = ''): EntryPath {
  try {
    return parsePath(path);
  } catch (error) {
    if (error instanceof PathError) throw wrongPath(error.message);
    throw error;
  }
}

/** Storages tell the time of a change to the second, or nothing of it. */
function isAlike(one: StorageEntry, other: StorageEntry): boolean {
  const second = ({ changedAt }: StorageEntry) => changedAt?.slice(0, 19);
  return one.bytes === other.bytes && second(one) === second(other);
}

/** The beginning of a content; the rest is not waited for. */
async function firstOf(content: Readable, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of content.pipe(new PassThrough())) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= most) break;
  }
  content.destroy();
  return Buffer.concat(pieces).subarray(0, most);
}
