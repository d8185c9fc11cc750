import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StorageEntry } from '@astrolabe/plugin-storage-common';

const PREFIX = '.astrolabe-upload-';
const PART = /^\.astrolabe-upload-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** An upload that has not come further for so long is none any more. */
const ABANDONED_MS = 24 * 60 * 60_000;
/** What broke an upload off may also keep its part from being removed. */
const TRIES_MS = [1000, 10_000, 60_000, 600_000];

/** What an upload is called until all of it is there. */
export const partName = () => `${PREFIX}${randomUUID()}`;

/**
 * Files of uploads that are not there yet, or never will be: nobody is shown
 * them, and those that were left are removed.
 */
export class Parts {
  readonly #delete: (path: string) => Promise<unknown>;

  constructor(deleteFile: (path: string) => Promise<unknown>) {
    this.#delete = deleteFile;
  }

  /** What is shown of a folder. */
  takeOut(entries: StorageEntry[]): StorageEntry[] {
    const shown = entries.filter(({ name }) => !PART.test(name));
    if (shown.length === entries.length) return shown;
    for (const { name, path, changedAt } of entries) {
      const age = Date.now() - Date.parse(changedAt ?? '');
      // Of an upload whose portal is no more.
      if (PART.test(name) && age > ABANDONED_MS) this.#try(path);
    }
    return shown;
  }

  /** Removes it now, or later where the storage is away with the upload. */
  async discard(path: string): Promise<void> {
    if (!(await this.#try(path))) this.#tryLater(path);
  }

  async #tryLater(path: string): Promise<void> {
    for (const ms of TRIES_MS) {
      await pause(ms, undefined, { ref: false });
      if (await this.#try(path)) return;
    }
  }

  /** Whether it is there no more. */
  async #try(path: string): Promise<boolean> {
    try {
      await this.#delete(path);
      return true;
    } catch (error) {
      return (error as { code?: string }).code === 'ENTRY_NOT_FOUND';
    }
  }
}
