import type { NoticePreferences } from '@astrolabe/plugin-workloads-common';
import type { DatabaseNoticeStore } from '../database';
import type { UserOptions } from '../service';
import type { Mailer } from './Mailer';
import type { Notices } from './types';

/** Of whoever asks. */
export class OwnNotices implements Notices {
  readonly #store: DatabaseNoticeStore;
  readonly #mailer: Mailer | undefined;

  constructor(store: DatabaseNoticeStore, mailer: Mailer | undefined) {
    this.#store = store;
    this.#mailer = mailer;
  }

  async get({ credentials }: UserOptions) {
    const { userEntityRef } = credentials.principal;
    return {
      ...(await this.#store.preferences(userEntityRef)),
      sendsMail: this.#mailer !== undefined,
      mailAddress: await this.#mailer?.addressOf(userEntityRef),
    };
  }

  inbox({ credentials }: UserOptions) {
    return this.#store.inbox(credentials.principal.userEntityRef);
  }

  markRead(until: string, { credentials }: UserOptions) {
    // As rows have it, to be compared as text.
    const instant = new Date(until).toISOString();
    return this.#store.markRead(credentials.principal.userEntityRef, instant);
  }

  async set(wish: NoticePreferences, options: UserOptions) {
    const { userEntityRef } = options.credentials.principal;
    await this.#store.setPreferences(userEntityRef, wish);
    return this.get(options);
  }
}
