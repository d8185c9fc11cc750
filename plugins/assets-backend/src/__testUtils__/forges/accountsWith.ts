import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  accountsServiceRef,
  AccountsSlot,
  type ArchiveAccess,
  type ForgeAccess,
  type ObjectSecrets,
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

/** Ada and Grace have linked the forge, and the archive where there is one; nobody else has. */
export function accountsWith(
  access: () => ForgeAccess,
  ofObjects: ObjectSecrets = {
    ...{ keep: async () => {}, forget: async () => {} },
    ...{ give: async () => undefined, holders: async () => [] },
  },
  archive?: () => ArchiveAccess,
): AccountsSlot {
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
      const all = kept ? [hub, kept] : [hub];
      return { items: LINKED.includes(ownerRef) ? all : [] };
    },
    forge: async (ownerRef, id) =>
      LINKED.includes(ownerRef) && id === 'hub' ? access() : undefined,
    remote: async () => undefined,
    archive: async (ownerRef, id) =>
      LINKED.includes(ownerRef) && id === 'zenodo' ? archive?.() : undefined,
    verify: async () => ({ state: 'working' }),
    secret: async () => undefined,
    secretStates: async () => [],
    ofObjects,
  });
  return slot;
}
