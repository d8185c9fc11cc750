import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { NoticePreferences } from '@astrolabe/plugin-workloads-common';
import { requireCreate, type UserOptions } from '../service';
import type { Notices } from './types';

/** For those who may launch: nobody else has anything to be told of. */
export class AuthorizedNotices implements Notices {
  readonly #inner: Notices;
  readonly #permissions: PermissionsService;

  constructor(inner: Notices, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  async get(options: UserOptions) {
    await requireCreate(this.#permissions, options);
    return this.#inner.get(options);
  }

  async set(wish: NoticePreferences, options: UserOptions) {
    await requireCreate(this.#permissions, options);
    return this.#inner.set(wish, options);
  }

  async inbox(options: UserOptions) {
    await requireCreate(this.#permissions, options);
    return this.#inner.inbox(options);
  }

  async markRead(until: string, options: UserOptions) {
    await requireCreate(this.#permissions, options);
    return this.#inner.markRead(until, options);
  }
}
