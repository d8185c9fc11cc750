import {
  siteDowntimePermission,
  type DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';
import type { Powers, UserOptions } from '../service';
import type { Downtimes } from './types';

/** All who may launch read it; who may announce is asked apart. */
export class AuthorizedDowntimes implements Downtimes {
  readonly #inner: Downtimes;
  readonly #powers: Powers;

  constructor(inner: Downtimes, powers: Powers) {
    this.#inner = inner;
    this.#powers = powers;
  }

  async list(wanted: { history?: boolean }, options: UserOptions) {
    await this.#powers.requireCreate(options);
    const list = await this.#inner.list(wanted, options);
    const mayAnnounce = await this.#powers.isGranted(
      siteDowntimePermission,
      options,
    );
    return { ...list, mayAnnounce };
  }

  async announce(request: DowntimeRequest, options: UserOptions) {
    await this.#requireAnnounce(options);
    return this.#inner.announce(request, options);
  }

  async cancel(id: string, options: UserOptions) {
    await this.#requireAnnounce(options);
    return this.#inner.cancel(id, options);
  }

  #requireAnnounce(options: UserOptions): Promise<void> {
    return this.#powers.requireGranted(siteDowntimePermission, options);
  }
}
