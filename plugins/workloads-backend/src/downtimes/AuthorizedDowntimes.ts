import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  siteDowntimePermission,
  type DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';
import {
  isGranted,
  requireCreate,
  requireGranted,
  type UserOptions,
} from '../service';
import type { Downtimes } from './types';

/** All who may launch read it; who may announce is asked apart. */
export class AuthorizedDowntimes implements Downtimes {
  readonly #inner: Downtimes;
  readonly #permissions: PermissionsService;

  constructor(inner: Downtimes, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  async list(wanted: { history?: boolean }, options: UserOptions) {
    await requireCreate(this.#permissions, options);
    const list = await this.#inner.list(wanted, options);
    const mayAnnounce = await isGranted(
      this.#permissions,
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
    return requireGranted(this.#permissions, siteDowntimePermission, options);
  }
}
