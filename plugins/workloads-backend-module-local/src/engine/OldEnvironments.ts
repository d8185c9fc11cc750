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
    this.#guard(() => {
      for (const folder of this.#folders.environments()) {
        this.#guard(() => this.#look(folder));
      }
    });
  }

  #look(folder: string): void {
    const file = lockFileOf(folder);
    if (!this.#isOld(file)) return;
    const lock = tryLock(file);
    if (!lock) {
      const now = new Date(); // It has been used until today.
      utimesSync(file, now, now);
      return;
    }
    try {
      // Somebody may have used it since we looked; or there was no file, and now begins its time.
      if (!this.#isOld(file)) return;
      this.#folders.discard(folder).catch(error => this.#complain(error));
      this.#logger?.info(
        `Nobody has used the environment ${path.basename(
          folder,
        )} for long: it is removed`,
      );
    } finally {
      lock.release();
    }
  }

  #isOld(file: string): boolean {
    const usedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - usedAt > this.#keepMs;
  }

  /** Whatever is wrong there, it must not end the portal, nor keep the others. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    this.#logger?.warn(
      'An unused environment could not be removed',
      error as Error,
    );
  }
}
