import { audited } from '@astrolabe/http';
import type { Asking } from '@astrolabe/sharing';
import {
  accountReadPermission,
  accountWritePermission,
} from '@astrolabe/plugin-accounts-common';
import { shareRoles } from '@astrolabe/plugin-communities-common';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AccountShares } from './openShares';
import { ACCOUNT } from './SharedAccounts';

const changes = { readOnly: false, destructive: false, idempotent: true };

/** What programs do with the shares of what is linked. */
export function registerShareActions(
  registry: ActionsRegistryService,
  { shares, auditor }: { shares: AccountShares; auditor: AuditorService },
): void {
  const noted = <T>(
    eventId: string,
    meta: Record<string, string>,
    act: () => Promise<T>,
  ) => audited({ auditor, eventId, meta }, act);

  registry.register({
    name: 'list-account-shares',
    title: 'Show with whom a linked service is shared',
    description: "Of one of the caller's, and with which groups it can be.",
    attributes: { ...changes, readOnly: true },
    visibilityPermission: accountReadPermission,
    schema: {
      input: z => z.object({ id: z.string().max(32) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { id }, credentials }) => {
      const list = await shares.list({ kind: ACCOUNT, id }, by(credentials));
      return { output: { ...list } };
    },
  });
  registry.register({
    name: 'share-account',
    title: 'Share a linked service',
    description:
      'Lets somebody of a community of the caller’s (user:default/<name>) or a group view it, use it, or manage it. Nobody gets its password.',
    attributes: changes,
    visibilityPermission: accountWritePermission,
    schema: {
      input: z =>
        z.object({
          id: z.string().max(32),
          subjectRef: z.string().max(255),
          role: z.enum(shareRoles),
          endsAt: z.string().datetime().optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { id, ...wish }, credentials }) => {
      const { subjectRef: subject, role } = wish;
      const meta = { account: id, subject, role, by: nameOf(credentials) };
      const share = await noted('account-share', meta, () =>
        shares.put({ kind: ACCOUNT, id }, wish, by(credentials)),
      );
      return { output: { ...share } };
    },
  });
  registry.register({
    name: 'unshare-account',
    title: 'End the share of a linked service',
    description:
      'At once for files; what is mounted stays so until its workload ends.',
    attributes: changes,
    visibilityPermission: accountReadPermission,
    schema: {
      input: z =>
        z.object({ id: z.string().max(32), shareId: z.string().max(64) }),
      output: z => z.object({}),
    },
    action: async ({ input: { id, shareId }, credentials }) => {
      const meta = { account: id, shareId, by: nameOf(credentials) };
      await noted('account-unshare', meta, () =>
        shares.remove({ kind: ACCOUNT, id }, shareId, by(credentials)),
      );
      return { output: {} };
    },
  });
}

/** The room refuses whoever is no person before it reads on. */
function by(credentials: BackstageCredentials): Asking {
  return { credentials } as Asking;
}

function nameOf({ principal }: BackstageCredentials): string {
  return (principal as { userEntityRef?: string }).userEntityRef ?? 'a service';
}
