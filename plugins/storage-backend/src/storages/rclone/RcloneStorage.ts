import { Transform, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { RcloneRemote } from '@astrolabe/plugin-accounts-node';
import {
  joinPath,
  nameOfPath,
  parentPath,
  pathText,
  type EntryPath,
  type StorageEntry,
  type StorageUsage,
} from '@astrolabe/plugin-storage-common';
import {
  entryExists,
  noEntry,
  notAFolder,
  storageFailed,
  uploadBrokenOff,
} from '../../problems';
import type {
  ByteRange,
  Content,
  Move,
  Place,
  Storage,
  Watched,
} from '../types';
import type { Daemon } from './Daemon';
import { inWords } from './inWords';
import { partName, Parts } from './Parts';
import type { RemoteControl } from './RemoteControl';
import type { Remotes } from './Remotes';
import { withFirstBytes } from './withFirstBytes';

/** As rclone describes an entry. */
interface Item {
  Name: string;
  IsDir: boolean;
  Size: number;
  ModTime?: string;
}

interface Features {
  About: boolean;
  BucketBased: boolean;
  Move: boolean;
  Copy: boolean;
}

interface Job {
  finished: boolean;
  success: boolean;
  error: string;
}

const FIRST_POLL_MS = 10;
const POLL_MS = 320;
/** Sizes and times are no sign that two files are the same. */
const ALWAYS = { IgnoreTimes: true };

/** Any storage that rclone reaches. */
export class RcloneStorage implements Storage {
  readonly #daemon: Daemon;
  readonly #remotes: Remotes;
  readonly #remote: RcloneRemote;
  readonly #parts: Parts;
  #asked?: Promise<Features>;

  constructor(options: {
    daemon: Daemon;
    remotes: Remotes;
    remote: RcloneRemote;
  }) {
    this.#daemon = options.daemon;
    this.#remotes = options.remotes;
    this.#remote = options.remote;
    this.#parts = new Parts(path =>
      this.#call('operations/deletefile', { remote: path }),
    );
  }

  async list(folder: EntryPath): Promise<StorageEntry[]> {
    const path = pathText(folder);
    const found = await this.#call<{ list: Item[] | null }>('operations/list', {
      remote: path,
      opt: { noMimeType: true },
    }).catch(error => {
      // Where there are no folders but names, one that is empty is not there.
      if (error.code === 'ENTRY_NOT_FOUND') return { list: [] };
      throw error;
    });
    const items = found.list ?? [];
    if (items.length === 0) {
      const entry = await this.stat(folder);
      if (!entry) throw noEntry(path);
      if (entry.kind === 'file') throw notAFolder(path);
    }
    const entries = items.map(item => toEntry(item, joinPath(path, item.Name)));
    return this.#parts.takeOut(entries);
  }

  async stat(wanted: EntryPath): Promise<StorageEntry | undefined> {
    if (wanted.length === 0) return { name: '', path: '', kind: 'folder' };
    const path = pathText(wanted);
    const { item } = await this.#call<{ item: Item | null }>(
      'operations/stat',
      { remote: path, opt: { noMimeType: true } },
    ).catch(error => {
      if (error.code === 'ENTRY_NOT_FOUND') return { item: null };
      throw error;
    });
    return item ? toEntry(item, path) : undefined;
  }

  /**
   * Reads the root of the storage; what is in it is not passed on.
   *
   * @throws where there is none, or one is not let in
   */
  async assertReadable(signal: AbortSignal): Promise<void> {
    const { control, fs } = await this.#open();
    await control.call(
      'operations/stat',
      { fs, remote: '', opt: { noMimeType: true } },
      { signal },
    );
  }

  async usage(): Promise<StorageUsage> {
    const { About } = await this.#features();
    if (!About) return {};
    const { used, total, free } = await this.#call<{
      used?: number;
      total?: number;
      free?: number;
    }>('operations/about', {});
    return { usedBytes: used, totalBytes: total, freeBytes: free };
  }

  async read(
    wanted: EntryPath,
    { range, signal }: { range?: ByteRange; signal: AbortSignal },
  ): Promise<Content> {
    const { control, fs } = await this.#open();
    return control.read(
      { fs, path: pathText(wanted) },
      { range: range && `bytes=${range.first}-${range.last}`, signal },
    );
  }

  async write(
    wanted: EntryPath,
    content: Readable,
    { bytes, signal }: { bytes?: number; signal: AbortSignal },
  ): Promise<void> {
    const path = pathText(wanted);
    const folder = parentPath(path);
    await this.#requireFolder(wanted.slice(0, -1));
    const { control, fs } = await this.#open();
    const { BucketBased } = await this.#features();
    // A bucket shows an object when all of it is there; elsewhere it gets its name then.
    const name = BucketBased ? nameOfPath(path) : partName();
    let come = 0;
    const counted = new Transform({
      highWaterMark: 256 * 1024,
      // eslint-disable-next-line max-params -- as Node calls it
      transform: (chunk: Buffer, _encoding, done) => {
        come += chunk.length;
        done(null, chunk);
      },
    });
    // Nobody would be told of it any more.
    if (content.destroyed) throw content.errored ?? uploadBrokenOff();
    content.once('error', error => counted.destroy(error));
    content.pipe(counted);
    const part = joinPath(folder, name);
    try {
      const whole = await withFirstBytes(counted, bytes);
      await control.write({ fs, folder, name }, whole, { signal });
      if (bytes !== undefined && come !== bytes) throw uploadBrokenOff();
      if (part === path) return;
      const written = await this.stat([...wanted.slice(0, -1), name]);
      if (written?.bytes !== come) throw uploadBrokenOff();
      await this.#call('operations/movefile', {
        ...{ srcFs: fs, srcRemote: part },
        ...{ dstFs: fs, dstRemote: path, _config: ALWAYS },
      });
    } catch (error) {
      if (part !== path) await this.#parts.discard(part);
      throw error;
    }
  }

  async makeFolder(wanted: EntryPath): Promise<void> {
    await this.#requireFolder(wanted.slice(0, -1));
    if (await this.stat(wanted)) throw entryExists(pathText(wanted));
    await this.#call('operations/mkdir', { remote: pathText(wanted) });
  }

  async move({ path, kind, to }: Move, watched: Watched): Promise<void> {
    await this.#requireFolder(to.slice(0, -1));
    const { fs } = await this.#open();
    const [from, target] = [pathText(path), pathText(to)];
    if (kind === 'file') {
      await this.#job('operations/movefile', watched, {
        ...{ srcFs: fs, srcRemote: from },
        ...{ dstFs: fs, dstRemote: target, _config: ALWAYS },
      });
      return;
    }
    await this.#job('sync/move', watched, {
      ...{ srcFs: below(fs, from), dstFs: below(fs, target) },
      ...{ deleteEmptySrcDirs: true, createEmptySrcDirs: true },
    });
    // Where it was moved file by file its own folder stays.
    await this.#call('operations/rmdirs', { remote: from }).catch(() => {});
  }

  async remove({ path, kind }: Place, watched: Watched): Promise<void> {
    const { fs } = await this.#open();
    const command = kind === 'file' ? 'deletefile' : 'purge';
    await this.#job(`operations/${command}`, watched, {
      ...{ fs, remote: pathText(path) },
    });
  }

  async removeEmptyFolders(
    folder: EntryPath,
    { signal }: Watched,
  ): Promise<void> {
    const { fs } = await this.#open();
    const remote = pathText(folder);
    await this.#job('operations/rmdirs', { signal }, { fs, remote }).catch(
      error => {
        // A bucket has none when there is no file in it.
        if (error.code !== 'ENTRY_NOT_FOUND') throw error;
      },
    );
  }

  /** A bucket knows no folder that is empty; what is written into one makes it. */
  async #requireFolder(folder: EntryPath): Promise<void> {
    if (folder.length === 0) return;
    const entry = await this.stat(folder);
    if (entry?.kind === 'file') throw notAFolder(pathText(folder));
    if (entry) return;
    const { BucketBased } = await this.#features();
    if (!BucketBased) throw noEntry(pathText(folder));
  }

  /** Does something that may take long, and breaks it off when nobody wants it any more. */
  async #job(
    command: string,
    { signal, onProgress }: Watched,
    parameters: object,
  ): Promise<void> {
    const control = await this.#daemon.control();
    const { jobid } = await control.call<{ jobid: number }>(command, {
      ...parameters,
      _async: true,
    });
    for (let poll = FIRST_POLL_MS; ; poll = Math.min(2 * poll, POLL_MS)) {
      const job = await control.call<Job>('job/status', { jobid });
      if (job.finished && job.success) return;
      if (job.finished) throw inWords(JSON.stringify({ error: job.error }));
      if (signal.aborted) await control.call('job/stop', { jobid });
      signal.throwIfAborted();
      const { transfers, deletes } = await control.call<{
        transfers: number;
        deletes: number;
      }>('core/stats', { group: `job/${jobid}` });
      onProgress?.({ done: Math.max(transfers, deletes) });
      await pause(poll);
    }
  }

  /** What the kind of storage can do: it does not change. */
  #features(): Promise<Features> {
    this.#asked ??= this.#askFeatures();
    return this.#asked;
  }

  async #askFeatures(): Promise<Features> {
    const said = await this.#call<{ Features?: Features }>(
      'operations/fsinfo',
      {},
    );
    if (!said.Features) throw storageFailed('it does not say what it can do');
    return said.Features;
  }

  async #call<T>(command: string, parameters: object): Promise<T> {
    const { control, fs } = await this.#open();
    return control.call<T>(command, { fs, ...parameters });
  }

  /** To give orders by, and what rclone calls the storage. */
  async #open(): Promise<{ control: RemoteControl; fs: string }> {
    const control = await this.#daemon.control();
    const name = await this.#remotes.nameOf(control, this.#remote);
    return { control, fs: `${name}:${this.#remote.root ?? ''}` };
  }
}

/** What rclone calls a folder of a storage. */
function below(fs: string, path: string): string {
  return fs.endsWith(':') ? `${fs}${path}` : `${fs}/${path}`;
}

function toEntry(item: Item, path: string): StorageEntry {
  return {
    name: item.Name,
    path,
    kind: item.IsDir ? 'folder' : 'file',
    ...(!item.IsDir && item.Size >= 0 && { bytes: item.Size }),
    ...(isTold(item.ModTime) && {
      changedAt: new Date(item.ModTime).toISOString(),
    }),
  };
}

/** Go's zero, where a storage says nothing of it. */
function isTold(time: string | undefined): time is string {
  return time !== undefined && Date.parse(time) > 0;
}
