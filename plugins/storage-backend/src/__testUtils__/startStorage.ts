import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  accountsServiceRef,
  AccountsSlot,
  type LinkedAccount,
  type RcloneRemote,
} from '@astrolabe/plugin-accounts-node';
import { roleTooLow } from '@astrolabe/sharing';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import request from 'supertest';
import storagePlugin from '..';

/** What Ada has linked, by id. */
export type Linked = Record<string, RcloneRemote>;

export const ADA = 'user:default/ada';

/** The storage room, with a folder of its own for people's files. */
export async function startStorage(
  options: {
    linked?: Linked;
    /** Those of them that Max shares with Ada to be looked into. */
    readOnly?: string[];
    /** What others share cannot be told. */
    incomplete?: boolean;
    config?: object;
    allowedHosts?: string[];
  } = {},
) {
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-storage-'));
  const { linked = {}, allowedHosts = [] } = options;
  const audits: { eventId: string; status: string; meta: object }[] = [];
  const actions = actionsRegistryServiceMock();
  const backend = await startTestBackend({
    features: [
      storagePlugin,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: accountsServiceRef,
        deps: {},
        factory: () => slotOf(linked, options),
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          http: { allowedHosts },
          storage: {
            home: { root, quotaGigabytes: 0.05 },
            ...options.config,
          },
        },
      }),
      mockServices.auditor.factory(),
    ],
  });
  const agent = request(backend.server);
  return {
    root,
    audits,
    actions,
    server: backend.server,
    as: (name: string) => {
      const token = mockCredentials.user.token(`user:default/${name}`);
      const call =
        (method: 'get' | 'post' | 'put' | 'delete') => (where: string) =>
          agent[method](`/api/storage/v1${where}`).set(
            'authorization',
            `Bearer ${token}`,
          );
      return {
        token,
        get: call('get'),
        post: call('post'),
        put: call('put'),
        delete: call('delete'),
      };
    },
    agent,
    async stop() {
      await backend.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function slotOf(
  linked: Linked,
  { readOnly = [], incomplete }: { readOnly?: string[]; incomplete?: boolean },
): AccountsSlot {
  const sharing = {
    ownerRef: 'user:default/max',
    shared: { role: 'view' as const },
  };
  const slot = new AccountsSlot();
  slot.provide({
    async list(owner) {
      const own = owner === ADA ? Object.entries(linked) : [];
      const items = own.map(each => ({
        ...toAccount(each),
        ...(readOnly.includes(each[0]) && sharing),
      }));
      return { items, incomplete };
    },
    async remote(owner, id, purpose) {
      if (purpose === 'write' && readOnly.includes(id)) {
        throw roleTooLow('view', 'use');
      }
      return owner === ADA ? linked[id] : undefined;
    },
    forge: async () => undefined,
    archive: async () => undefined,
    registry: async () => undefined,
    verify: async () => ({ state: 'working' }),
    secret: async () => undefined,
    secretStates: async () => [],
    ofObjects: {
      ...{ keep: async () => {}, forget: async () => {} },
      ...{ give: async () => undefined, holders: async () => [] },
    },
  });
  return slot;
}

function toAccount([id, { type, options }]: [
  string,
  RcloneRemote,
]): LinkedAccount {
  return {
    ...{ id, ownerRef: ADA, service: type, kind: 'storage', title: id },
    ...{ url: options.url, user: options.user },
    health: { state: 'working' },
  };
}
