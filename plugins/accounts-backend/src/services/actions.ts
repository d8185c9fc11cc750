import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Authorizer } from '@astrolabe/http';
import {
  accountReadPermission,
  accountWritePermission,
} from '@astrolabe/plugin-accounts-common';
import { describeAccount } from './describe';
import type { LinkedAccounts } from './LinkedAccounts';
import type { SharedAccounts } from './SharedAccounts';

const VERIFY_MS = 10_000;

/** An assistant may look at what is linked and have it asked; to link takes a person. */
export function registerAccountActions(
  registry: ActionsRegistryService,
  {
    accounts,
    shared,
    authorizer,
  }: {
    accounts: LinkedAccounts;
    shared: SharedAccounts;
    authorizer: Authorizer;
  },
): void {
  registry.register({
    name: 'list-accounts',
    title: 'Linked services',
    description:
      'The services that the caller has linked, and those that others share with them: whether each works, and why not. Nothing secret is in it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({}),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ credentials }) => {
      const owner = await authorizer.requirePerson(
        accountReadPermission,
        credentials,
      );
      const { seen, incomplete } = await shared.list(owner);
      const items = seen.map(each =>
        describeAccount(each, accounts.provider(each.record.service)),
      );
      return { output: { items, ...(incomplete && { incomplete }) } };
    },
  });

  registry.register({
    name: 'verify-account',
    title: 'Ask a linked service',
    description:
      'Asks a service that the caller has linked, or manages for another, whether it still lets one in.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ id: z.string().min(1).max(32) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const owner = await authorizer.requirePerson(
        accountWritePermission,
        credentials,
      );
      const { record } = await shared.require('verify', owner, input.id);
      const health = await accounts.verify(record, { withinMs: VERIFY_MS });
      return { output: { ...health } };
    },
  });
}
