import { statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { lockFileOf } from '../folder/layout';
import { tryLock } from '../folder/lock';
import type { Folders } from './Folders';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes environments that nobody has used for long, when the portal starts
 * and once a day. Who uses or makes one holds its lock, and so is left alone,
 * also by a portal that started long after.
 */
export class OldEnvironments {
  readonly #folders: Folders;
  readonly #keepMs: number;
  readonly #logger: LoggerService | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    folders: Folders;
    /** 0: for ever. */
    keepDays: number;
    logger?: LoggerService;
  }) {
    this.#folders = options.folders;
    this.#keepMs = options.keepDays * DAY_MS;
    this.#logger = options.logger;
  }

  open(): void {
    if (this.#keepMs === 0) return;
    this.#timer = setInterval(() => this.#sweep(), DAY_MS);
    this.#timer.unref();
    this.#sweep();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sweep(): void {
    for (const folder of this.#folders.environments()) {
      const name = path.basename(folder);
      try {
        this.#look(folder)?.then(
          () => this.#logger?.info(`Removed the unused environment ${name}`),
          error => this.#complain(name, error),
        );
      } catch (error) {
        this.#complain(name, error);
      }
    }
  }

  /** @returns the end of its removal, when it is removed */
  #look(folder: string): Promise<void> | undefined {
    const file = lockFileOf(folder);
    if (!this.#isOld(file)) return undefined;
    const lock = tryLock(file);
    if (!lock) {
      const now = new Date(); // It has been used until today.
      utimesSync(file, now, now);
      return undefined;
    }
    try {
      // Somebody may have used it since we looked; or there was no file, and now begins its time.
      return this.#isOld(file) ? this.#folders.discard(folder) : undefined;
    } finally {
      lock.release();
    }
  }

  #isOld(file: string): boolean {
    const usedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - usedAt > this.#keepMs;
  }

  #complain(name: string, error: unknown): void {
    this.#logger?.warn(
      `The unused environment ${name} could not be removed`,
      error as Error,
    );
  }
}
