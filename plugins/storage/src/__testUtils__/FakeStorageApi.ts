import type {
  EntryQuery,
  FilePreview,
  StorageEntry,
  StorageInfo,
  StorageTask,
  Transfer,
} from '@astrolabe/plugin-storage-common';
import type { StoragePageApi, UploadOptions } from '../api';

/** A storage room to play with. */
export class FakeStorageApi implements StoragePageApi {
  readonly asked: unknown[][] = [];
  folders: Record<string, StorageEntry[]> = { '': [] };
  previews: Record<string, FilePreview> = {};
  failing: Partial<Record<keyof StoragePageApi, unknown>> = {};
  items: StorageInfo[] = [
    { id: 'home', service: 'home', title: 'My files', state: 'working' },
  ];
  /** Uploads go on until it lets them. */
  letThrough: (() => void)[] = [];
  holds = false;

  storages = async () => ({ items: this.items });

  usage = async () => ({
    ...{ usedBytes: 2 * 1024 ** 2, totalBytes: 1024 ** 3 },
    freeBytes: 1024 ** 3 - 2 * 1024 ** 2,
  });

  list = async (storage: string, { path = '', ...query }: EntryQuery = {}) => {
    this.#note('list', storage, path, query.sort, query.order);
    const items = this.folders[path] ?? [];
    return { items, total: items.length };
  };

  entry = async (_storage: string, path: string) =>
    Object.values(this.folders)
      .flat()
      .find(each => each.path === path)!;

  preview = async (storage: string, path: string) => {
    this.#note('preview', storage, path);
    return this.previews[path];
  };

  makeFolder = async (storage: string, path: string) => {
    this.#note('makeFolder', storage, path);
    return { name: path, path, kind: 'folder' as const };
  };

  move = async (storage: string, { from, to, toStorage }: Transfer) => {
    this.#note('move', storage, from, to, ...(toStorage ? [toStorage] : []));
    return this.#ended('move', from);
  };

  copy = async (storage: string, { from, to, toStorage }: Transfer) => {
    this.#note('copy', storage, from, to, ...(toStorage ? [toStorage] : []));
    return this.#ended('copy', from);
  };

  remove = async (
    storage: string,
    path: string,
    options?: { recursive?: boolean },
  ) => {
    this.#note('remove', storage, path, options?.recursive);
    return this.#ended('delete', path);
  };

  task = async () => this.#ended('move', '');

  cancelTask = async () => this.#ended('move', '');

  downloadAddress = async () => ({ path: '', expiresAt: '' });

  save = async (storage: string, path: string) => {
    this.#note('save', storage, path);
  };

  send = async (
    { path }: { storage: string; path: string },
    file: File,
    { overwrite, signal, onProgress }: UploadOptions,
  ) => {
    this.#note('send', path, overwrite);
    onProgress(Math.floor(file.size / 2));
    if (this.holds) {
      await new Promise<void>((resolve, reject) => {
        this.letThrough.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    }
    const entry = { name: file.name, path, kind: 'file' as const };
    this.folders[''] = [...this.folders[''], entry];
    return entry;
  };

  #note(method: keyof StoragePageApi, ...args: unknown[]): void {
    this.asked.push([method, ...args]);
    if (this.failing[method]) throw this.failing[method];
  }

  #ended(kind: StorageTask['kind'], path: string): StorageTask {
    const startedAt = '2026-11-28T12:00:00.000Z';
    return { id: '1', kind, storage: 'home', path, state: 'done', startedAt };
  }
}
