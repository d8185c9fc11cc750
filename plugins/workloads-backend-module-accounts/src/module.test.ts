import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  accountsServiceRef,
  AccountsSlot,
  type LinkedAccount,
  type SecretUse,
} from '@astrolabe/plugin-accounts-node';
import {
  personalSecretsExtensionPoint,
  storageAccountsExtensionPoint,
  type PersonalSecrets,
  type StorageAccounts,
} from '@astrolabe/plugin-workloads-node';
import { afterEach, describe, expect, it } from 'vitest';
import workloadsModuleAccounts from '.';

const LAUNCH = '019ad3c0-0000-7000-8000-000000000000';

const remote = {
  type: 's3',
  options: { endpoint: 'https://s3.example' },
  secrets: { secret_access_key: 'canary' },
};

/** Ada has linked a storage and a forge, and keeps a secret; Max has nothing of his own. */
function accountsOfAda(uses: SecretUse[]): AccountsSlot {
  const slot = new AccountsSlot();
  const health = { state: 'working' as const };
  const own = { health, ownerRef: 'user:default/ada' };
  slot.provide({
    list: async ownerRef => {
      const items: LinkedAccount[] = [
        { ...own, id: 's3', service: 's3', kind: 'storage', title: 'S3' },
        { ...own, id: 'hub', service: 'x', kind: 'forge', title: 'Hub' },
        ...(['view', 'use'] as const).map(role => ({
          ...{ id: `of-max-${role}`, service: 's3', title: 'Corals' },
          ...{ kind: 'storage' as const, health, shared: { role } },
          ownerRef: 'user:default/max',
        })),
      ];
      if (ownerRef === 'user:default/ada') return { items };
      // Of Max nobody can say what others share with him.
      return { items: [], incomplete: true };
    },
    remote: async () => remote,
    forge: async () => undefined,
    archive: async () => undefined,
    registry: async () => undefined,
    verify: async () => ({ state: 'expired', reason: 'It has ended' }),
    secret: async (_owner, _name, use) => {
      uses.push(use);
      return 'value';
    },
    secretStates: async (_owner, names) =>
      names.map(name => ({ name, state: 'ready' as const })),
    ofObjects: {
      keep: async (_owner, _values, use) => void uses.push(use),
      give: async (_owner, { objectId, name }, use) => {
        uses.push(use);
        return `${name} of ${objectId}`;
      },
      forget: async () => {},
      holders: async () => [LAUNCH, 'hook-0123'],
    },
  });
  return slot;
}

describe('what people have linked, in their workloads', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  afterEach(() => backend.stop());

  it('is their storages and those that they may use, and the secrets that a manifest names', async () => {
    const brought: { storages?: StorageAccounts; secrets?: PersonalSecrets } =
      {};
    const uses: SecretUse[] = [];
    backend = await startTestBackend({
      features: [
        workloadsModuleAccounts,
        createServiceFactory({
          service: accountsServiceRef,
          deps: {},
          factory: () => accountsOfAda(uses),
        }),
        createBackendPlugin({
          pluginId: 'workloads',
          register(env) {
            env.registerExtensionPoint(storageAccountsExtensionPoint, {
              addStorageAccounts(storages) {
                brought.storages = storages;
              },
            });
            env.registerExtensionPoint(personalSecretsExtensionPoint, {
              setPersonalSecrets(secrets) {
                brought.secrets = secrets;
              },
            });
            env.registerInit({
              deps: { logger: coreServices.logger },
              init: async () => {},
            });
          },
        }),
      ],
    });
    const { storages, secrets } = brought;
    const ada = 'user:default/ada';
    expect(await storages!.list(ada)).toEqual([
      { id: 's3', title: 'S3' },
      // One that she may only look into is not hers to mount.
      { id: 'of-max-use', title: 'Corals', ownerRef: 'user:default/max' },
    ]);
    const max = 'user:default/max';
    expect(await storages!.list(max)).toEqual([]);
    expect(await storages!.has!(ada, 'of-max-use')).toBe(true);
    expect(await storages!.has!(ada, 'of-max-view')).toBe(false);
    await expect(storages!.has!(max, 'other')).rejects.toMatchObject({
      code: 'STANDING_UNKNOWN',
    });
    expect(await storages!.remote(ada, 's3')).toEqual(remote);
    const within = { withinMs: 3000 };
    expect(await storages!.verify!(ada, 's3', within)).toEqual({
      state: 'expired',
      reason: 'It has ended',
    });
    const use = { workloadId: 'w1', community: 'sea' };
    expect(await secrets!.value(ada, 'hub-token', use)).toBe('value');
    const launch = { ownerRef: ada, community: 'sea', launchId: 'array' };
    await secrets!.keep(launch, { api: 'value' });
    const given = await secrets!.given({ ...launch, workloadId: 'w1' }, 'api');
    expect(given).toBe('api of array');
    // What other rooms keep for objects of theirs is not cleared away with launches.
    expect(await secrets!.launches('2026-12-06')).toEqual([LAUNCH]);
    const by = { by: 'workloads', communityId: 'sea' };
    expect(uses).toEqual([
      { ...by, objectId: 'w1' },
      { ...by, objectId: 'array' },
      { ...by, objectId: 'w1' },
    ]);
  });
});
