import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import {
  storageReadPermission,
  storageWritePermission,
  type StorageList,
} from '@astrolabe/plugin-storage-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Files } from './Files';
import type { Storages } from './Storages';

/** Asks the permissions first, then hands out what is the caller's own. */
export class AuthorizedStorages {
  readonly #inner: Storages;
  readonly #authorizer: Authorizer;

  constructor(inner: Storages, authorizer: Authorizer) {
    this.#inner = inner;
    this.#authorizer = authorizer;
  }

  async list(credentials: BackstageCredentials): Promise<StorageList> {
    const owner = await this.require(storageReadPermission, credentials);
    return this.#inner.list(owner);
  }

  async open(
    id: string,
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<Files> {
    const owner = await this.require(permission, credentials);
    const isWrite = permission.name === storageWritePermission.name;
    return this.#inner.open(owner, id, isWrite ? 'write' : 'read');
  }

  /** @returns who asks */
  require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<string> {
    return this.#authorizer.requirePerson(permission, credentials);
  }
}
