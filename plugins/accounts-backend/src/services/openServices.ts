import type { AccountsService } from '@astrolabe/plugin-accounts-node';

/** Linked services: none yet. */
export function openServices(): Omit<AccountsService, 'secret'> {
  return {
    list: async () => [],
    remote: async () => undefined,
    verify: async () => ({ state: 'unknown' }),
  };
}
