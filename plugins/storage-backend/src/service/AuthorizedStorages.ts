import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { refused } from '@astrolabe/http';
import {
  explainDenial,
  membershipsFromRefs,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  storageReadPermission,
  type StorageList,
} from '@astrolabe/plugin-storage-common';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { Files } from './Files';
import type { Storages } from './Storages';

/** Asks the permissions first, then hands out what is the caller's own. */
export class AuthorizedStorages {
  readonly #inner: Storages;
  readonly #parts: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  };

  constructor(
    inner: Storages,
    parts: {
      permissions: PermissionsService;
      userInfo: UserInfoService;
      /** Tiers and communities, as they are at present. */
      limits(): LimitTable;
    },
  ) {
    this.#inner = inner;
    this.#parts = parts;
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
    return this.#inner.open(owner, id);
  }

  /** @returns who asks */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const { permissions, userInfo, limits } = this.#parts;
    const { type, userEntityRef } =
      credentials.principal as Partial<BackstageUserPrincipal>;
    if (type !== 'user' || !userEntityRef) {
      throw new NotAllowedError('Only a person has files, not a service');
    }
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result === AuthorizeResult.ALLOW) return userEntityRef;
    const user = await userInfo.getUserInfo(credentials);
    const table = limits();
    const memberships = membershipsFromRefs(user.ownershipEntityRefs, table);
    throw refused(explainDenial(permission.name, { memberships }, table));
  }
}
