import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  HOME_STORAGE,
  type StorageInfo,
  type StorageList,
} from '@astrolabe/plugin-storage-common';
import { noStorage } from '../problems';
import type { Storage } from '../storages/types';
import { Files } from './Files';
import type { Pages } from './Pages';
import type { Tasks } from './Tasks';

/** Longer than the accounts room waits to hear what others share. */
const PATIENCE_MS = 5000;

/** What is done with files. */
export type Purpose = 'read' | 'write';

/** Where storages come from that a person has linked, or that are shared with them. */
export interface LinkedStorages {
  list(ownerRef: string): Promise<StorageList>;
  /**
   * Undefined: there is none any more.
   *
   * @throws NotAllowedError where it is another's, and shared for less
   */
  open(
    personRef: string,
    id: string,
    purpose: Purpose,
  ): Promise<Storage | undefined>;
}

/** The storages of people. */
export class Storages {
  readonly #homes: { of(ownerRef: string): Storage };
  readonly #linked: LinkedStorages;
  readonly #pages: Pages;
  readonly #tasks: Tasks;
  readonly #logger: LoggerService;

  constructor(options: {
    homes: { of(ownerRef: string): Storage };
    linked: LinkedStorages;
    pages: Pages;
    tasks: Tasks;
    logger: LoggerService;
  }) {
    this.#homes = options.homes;
    this.#linked = options.linked;
    this.#pages = options.pages;
    this.#tasks = options.tasks;
    this.#logger = options.logger;
  }

  async list(ownerRef: string): Promise<StorageList> {
    const home: StorageInfo = {
      ...{ id: HOME_STORAGE, service: HOME_STORAGE, title: 'My files' },
      state: 'working',
    };
    try {
      const linked = this.#linked.list(ownerRef);
      const { items, incomplete } = await inTime(linked);
      return { items: [home, ...items], ...(incomplete && { incomplete }) };
    } catch (error) {
      // One's own files are there, whatever the accounts room does.
      this.#logger.warn(`Linked storages cannot be listed: ${error}`);
      return { items: [home], incomplete: true };
    }
  }

  /** @throws NotFoundError where the person has no such storage */
  async open(ownerRef: string, id: string, purpose: Purpose): Promise<Files> {
    const storage =
      id === HOME_STORAGE
        ? this.#homes.of(ownerRef)
        : await this.#linked.open(ownerRef, id, purpose);
    if (!storage) throw noStorage(id);
    const [pages, tasks] = [this.#pages, this.#tasks];
    return new Files({ storage, id, ownerRef, pages, tasks });
  }
}

/** A list is quick, or it is said to be incomplete. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error('the accounts room does not answer');
  });
  late.catch(() => {});
  return Promise.race([work, late]);
}
