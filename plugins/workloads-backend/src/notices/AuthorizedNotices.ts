import type { NoticePreferences } from '@astrolabe/plugin-workloads-common';
import type { Powers, UserOptions } from '../service';
import type { Notices } from './types';

/** For those who may launch: nobody else has anything to be told of. */
export class AuthorizedNotices implements Notices {
  readonly #inner: Notices;
  readonly #powers: Powers;

  constructor(inner: Notices, powers: Powers) {
    this.#inner = inner;
    this.#powers = powers;
  }

  async get(options: UserOptions) {
    await this.#powers.requireCreate(options);
    return this.#inner.get(options);
  }

  async set(wish: NoticePreferences, options: UserOptions) {
    await this.#powers.requireCreate(options);
    return this.#inner.set(wish, options);
  }

  async inbox(options: UserOptions) {
    await this.#powers.requireCreate(options);
    return this.#inner.inbox(options);
  }

  async markRead(until: string, options: UserOptions) {
    await this.#powers.requireCreate(options);
    return this.#inner.markRead(until, options);
  }
}
