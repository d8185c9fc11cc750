import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Authorizer } from '@astrolabe/http';
import {
  accountReadPermission,
  accountWritePermission,
} from '@astrolabe/plugin-accounts-common';
import { describeAccount } from './describe';
import type { LinkedAccounts } from './LinkedAccounts';

const VERIFY_MS = 10_000;

/** An assistant may look at what is linked and have it asked; to link takes a person. */
export function registerAccountActions(
  registry: ActionsRegistryService,
  {
    accounts,
    authorizer,
  }: { accounts: LinkedAccounts; authorizer: Authorizer },
): void {
  registry.register({
    name: 'list-accounts',
    title: 'Linked services',
    description:
      'The services that the caller has linked, whether each works, and why not. Nothing secret is in it.',
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
      const all = await accounts.list(owner);
      const items = all.map(each =>
        describeAccount(each, accounts.provider(each.service)),
      );
      return { output: { items } };
    },
  });

  registry.register({
    name: 'verify-account',
    title: 'Ask a linked service',
    description:
      'Asks a service that the caller has linked whether it still lets them in.',
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
      const record = await accounts.get(owner, input.id);
      const health = await accounts.verify(record, { withinMs: VERIFY_MS });
      return { output: { ...health } };
    },
  });
}
