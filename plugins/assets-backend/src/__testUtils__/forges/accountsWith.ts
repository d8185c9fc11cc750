import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  accountsServiceRef,
  AccountsSlot,
  type ArchiveAccess,
  type ForgeAccess,
  type ObjectSecrets,
  type RegistryAccess,
} from '@astrolabe/plugin-accounts-node';

export const ADA = 'user:default/ada';
export const GRACE = 'user:default/grace';
const LINKED = [ADA, GRACE];

/** The accounts room of `accountsWith`, for a portal that is started. */
export const linkedAccounts = (...how: Parameters<typeof accountsWith>) =>
  createServiceFactory({
    service: accountsServiceRef,
    deps: {},
    factory: () => accountsWith(...how),
  });

/** Ada and Grace have linked the forge, and what else there is; nobody else has. */
export function accountsWith(
  access: () => ForgeAccess,
  ofObjects: ObjectSecrets = secretsInMemory(),
  more: {
    archive?: () => ArchiveAccess;
    registry?: () => RegistryAccess | undefined;
  } = {},
): AccountsSlot {
  const { archive, registry } = more;
  const slot = new AccountsSlot();
  slot.provide({
    list: async ownerRef => {
      const { service, url, user } = access();
      const health = { state: 'working' as const };
      const own = { ownerRef, service, url, user, health };
      const hub = { ...own, id: 'hub', kind: 'forge' as const, title: 'Hub' };
      const kept = archive && {
        ...{ ...own, id: 'zenodo', title: 'Zenodo', service: 'zenodo' },
        ...{ url: archive().url, user: undefined },
        kind: 'archive' as const,
      };
      const images = registry?.() && {
        ...{ ...own, id: 'images', title: 'Images', service: 'registry' },
        ...{ url: registry()!.url, user: registry()!.user },
        kind: 'registry' as const,
      };
      const all = [hub, ...[kept ?? []].flat(), ...[images ?? []].flat()];
      return { items: LINKED.includes(ownerRef) ? all : [] };
    },
    forge: async (ownerRef, id) =>
      LINKED.includes(ownerRef) && id === 'hub' ? access() : undefined,
    remote: async () => undefined,
    archive: async (ownerRef, id) =>
      LINKED.includes(ownerRef) && id === 'zenodo' ? archive?.() : undefined,
    registry: async (ownerRef, id) =>
      LINKED.includes(ownerRef) && id === 'images' ? registry?.() : undefined,
    verify: async () => ({ state: 'working' }),
    secret: async () => undefined,
    secretStates: async () => [],
    ofObjects,
  });
  return slot;
}

/** They are gone when it is. */
export function secretsInMemory(): ObjectSecrets {
  const kept = new Map<string, Record<string, string>>();
  return {
    keep: async (_ownerRef, values, { objectId }) => {
      if (kept.has(objectId)) throw new Error('There is one already');
      kept.set(objectId, values);
    },
    give: async (_ownerRef, { objectId, name }) => kept.get(objectId)?.[name],
    forget: async objectId => {
      kept.delete(objectId);
    },
    holders: async () => [],
  };
}
